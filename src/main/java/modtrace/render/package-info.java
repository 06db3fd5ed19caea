/** Answers and events as people and programs read them: tables, lines, JSON. */
@NullMarked
package modtrace.render;

import org.jspecify.annotations.NullMarked;
