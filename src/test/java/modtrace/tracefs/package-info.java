/** Tracing against a kernel in memory. */
@NullMarked
package modtrace.tracefs;

import org.jspecify.annotations.NullMarked;
