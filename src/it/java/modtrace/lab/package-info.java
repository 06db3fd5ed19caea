/**
 * The laboratory: a real kernel in QEMU on which the tests try modtrace.
 *
 * <pre>
 * KernelTest ─► GuestExtension ─► KernelLab ─► Guest ─► Result
 * </pre>
 *
 * The shell half, in {@code src/it/sh/lab}, gets the kernel, boots it and runs the commands in it.
 */
@NullMarked
package modtrace.lab;

import org.jspecify.annotations.NullMarked;
