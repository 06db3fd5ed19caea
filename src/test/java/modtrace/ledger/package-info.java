/** Tests of the account of each module. */
@NullMarked
package modtrace.ledger;

import org.jspecify.annotations.NullMarked;
