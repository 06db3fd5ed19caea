@NullMarked
package modtrace.holder;

import org.jspecify.annotations.NullMarked;
