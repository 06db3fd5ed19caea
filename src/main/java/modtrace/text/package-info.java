/**
 * Trace text to items: the kernel's {@code trace_pipe} and {@code trace}, {@code trace-cmd report}
 * and {@code perf script}.
 *
 * <p>{@link modtrace.text.TextSource} reads lines ({@code LineReader}), cuts each into its columns
 * ({@code Header}) and what the event says ({@code Body}).
 */
@NullMarked
package modtrace.text;

import org.jspecify.annotations.NullMarked;
