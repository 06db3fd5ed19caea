/** Recordings in trace-cmd's own format, trace.dat. */
@NullMarked
package modtrace.dat;

import org.jspecify.annotations.NullMarked;
