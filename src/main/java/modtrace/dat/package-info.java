/** trace.dat as trace-cmd reads and writes it: read in versions 6 and 7, written in version 6. */
@NullMarked
package modtrace.dat;

import org.jspecify.annotations.NullMarked;
