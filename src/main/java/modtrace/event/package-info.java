/**
 * What the kernel says about its modules, in types: events, the task and call site of each, and
 * what a reader met beside.
 */
@NullMarked
package modtrace.event;

import org.jspecify.annotations.NullMarked;
