package modtrace.holder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of unloading a module, and in which order it can be released: the modules
 * that use it first, each with its own holders.
 *
 * @param useCount of the module; -1 where the kernel does not tell
 * @param obstacles what no command releases, one line each; with none of them and no steps the
 *     module can be unloaded now
 */
public record UnloadPlan(
    String module, int useCount, List<Step> steps, List<String> obstacles, List<String> caveats) {
  /**
   * One thing to release.
   *
   * @param module the module that it holds
   * @param holder who, in words
   * @param references how many it holds, at the most
   * @param command what releases it; null where nothing is known to
   */
  public record Step(String module, String holder, int references, @Nullable String command) {}

  public UnloadPlan {
    steps = List.copyOf(steps);
    obstacles = List.copyOf(obstacles);
    caveats = List.copyOf(caveats);
  }

  /** Whether {@code modprobe -r} would work at this moment. */
  public boolean isNow() {
    return useCount == 0 && steps.isEmpty() && obstacles.isEmpty();
  }

  /** Whether the steps, taken in their order, lead to where it would work. */
  public boolean isEnough() {
    return obstacles.isEmpty();
  }
}
