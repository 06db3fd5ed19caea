/** Tests of what is found in captured systems. */
@NullMarked
package modtrace.finder;

import org.jspecify.annotations.NullMarked;
