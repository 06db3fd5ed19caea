/**
 * What depmod wrote of a kernel's modules, and how modprobe goes by it (depmod(8), modules.dep(5),
 * modprobe.d(5)): the files of /lib/modules/RELEASE and of the modprobe.d folders.
 */
@NullMarked
package modtrace.depmod;

import org.jspecify.annotations.NullMarked;
