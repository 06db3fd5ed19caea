/**
 * Tracing as the kernel offers it in files: where tracefs is, which events there are, and a private
 * {@link modtrace.tracefs.TraceInstance} that leaves nothing behind.
 */
@NullMarked
package modtrace.tracefs;

import org.jspecify.annotations.NullMarked;
