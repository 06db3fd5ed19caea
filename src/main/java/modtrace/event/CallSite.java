package modtrace.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The kernel function that took or gave back a reference, as {@code %ps} prints it.
 *
 * @param function its name with any compiler suffix, such as {@code blkdev_get_by_dev.part.0}; a
 *     bare address where the kernel could not name it
 * @param module the module that the function is in; null for the kernel itself, or where the text
 *     does not say
 */
public record CallSite(String function, @Nullable String module) {
  public CallSite(String function) {
    this(function, null);
  }

  /**
   * The name in the source: without {@code .part.0}, {@code .isra.0}, {@code .constprop.0} and the
   * like.
   */
  public String sourceName() {
    int dot = function.indexOf('.');
    return dot <= 0 ? function : function.substring(0, dot);
  }

  /** Written out, as is {@link #hashCode}: the generated one costs much time at its first call. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallSite site
        && function.equals(site.function)
        && Objects.equals(module, site.module);
  }

  @Override
  public int hashCode() {
    return 31 * function.hashCode() + Objects.hashCode(module);
  }

  @Override
  public String toString() {
    return module == null ? function : function + " [" + module + "]";
  }
}
