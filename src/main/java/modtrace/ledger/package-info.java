/**
 * The account of each module: its references, who took them, who gave them back, and where it is
 * only a bound.
 *
 * <p>{@link modtrace.ledger.Ledger} follows the loads and frees of all modules and keeps an {@link
 * modtrace.ledger.Account} of each that is asked for; an account puts its events into the order
 * that their counts tell ({@code Sequence}) and pairs each put with the get that it ends ({@code
 * OpenReferences}).
 */
@NullMarked
package modtrace.ledger;

import org.jspecify.annotations.NullMarked;
