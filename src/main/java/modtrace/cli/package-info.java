/**
 * The command line: one class per verb; typed options become a checked request, a call and an exit
 * code.
 */
@NullMarked
package modtrace.cli;

import org.jspecify.annotations.NullMarked;
