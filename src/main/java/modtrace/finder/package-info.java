/**
 * Who holds a module now: one small finder a kind of holder, each over the same {@link
 * modtrace.finder.Snapshot} of the running system.
 */
@NullMarked
package modtrace.finder;

import org.jspecify.annotations.NullMarked;
