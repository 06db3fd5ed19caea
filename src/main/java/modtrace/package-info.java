/**
 * The command-line tool: {@link modtrace.Main} and, one level below, the packages in the order in
 * which data flows through them.
 *
 * <pre>
 * kernel ─► sys ─► tracefs ─► text, dat ─► event ─► ledger ─► holder ─► render ─► cli ─► Main
 *   │      (JNA)  (control)
 *   └─► /proc /sys ───────────► proc ───► finder ───────┘
 * </pre>
 */
@NullMarked
package modtrace;

import org.jspecify.annotations.NullMarked;
