/** A kernel in memory, and tests of the real one. */
@NullMarked
package modtrace.sys;

import org.jspecify.annotations.NullMarked;
