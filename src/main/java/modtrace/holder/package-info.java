/**
 * Who holds a module, how that is known, and what would release it: the ledger's references, put
 * together by the one who must act, and held against the kernel's own count.
 */
@NullMarked
package modtrace.holder;

import org.jspecify.annotations.NullMarked;
