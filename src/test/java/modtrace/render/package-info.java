/** What is printed, byte for byte. */
@NullMarked
package modtrace.render;

import org.jspecify.annotations.NullMarked;
