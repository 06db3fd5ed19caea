@NullMarked
package modtrace.proc;

import org.jspecify.annotations.NullMarked;
