@NullMarked
package modtrace.depmod;

import org.jspecify.annotations.NullMarked;
