/**
 * The only native code: {@link modtrace.sys.Kernel} is what modtrace asks of Linux, {@link
 * modtrace.sys.LinuxKernel} asks it through libc, and tests put a fake in its place.
 */
@NullMarked
package modtrace.sys;

import org.jspecify.annotations.NullMarked;
