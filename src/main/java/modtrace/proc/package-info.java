/**
 * What /proc, /sys and /lib/modules tell about modules and tasks: one class a file, rooted at a
 * path.
 */
@NullMarked
package modtrace.proc;

import org.jspecify.annotations.NullMarked;
