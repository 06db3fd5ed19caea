/**
 * trace.dat, the file of trace-cmd, versions 6 and 7: its sections, event formats, symbols and ring
 * buffer pages, read into events. src/docs/trace-dat.md describes the file.
 */
@NullMarked
package modtrace.dat;

import org.jspecify.annotations.NullMarked;
