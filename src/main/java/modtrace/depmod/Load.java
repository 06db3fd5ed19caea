package modtrace.depmod;

import org.jspecify.annotations.Nullable;

/**
 * A step of modprobe.
 *
 * @param file null where none is installed
 * @param why such as {@code needed by drm}; empty for the module that was asked for
 * @param command what an install line of modprobe.d runs in place of loading it; null without
 */
public record Load(String module, @Nullable String file, String why, @Nullable String command) {}
