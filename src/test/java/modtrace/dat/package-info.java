/** Files of trace-cmd, whole and damaged. */
@NullMarked
package modtrace.dat;

import org.jspecify.annotations.NullMarked;
