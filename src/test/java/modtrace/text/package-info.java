/** What is read out of trace text, told line by line. */
@NullMarked
package modtrace.text;

import org.jspecify.annotations.NullMarked;
