package modtrace.tracefs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a histogram of gets or of puts.
 *
 * @param comm the task's name when it was first counted
 * @param function the call site, {@code drm_stub_open}
 * @param count how many
 */
public record HistEntry(String module, int pid, String comm, String function, long count) {
  /**
   * "{ name: vkms, common_pid: bash [ 159], ip: [ffffffffc0309a01] drm_stub_open [drm] } hitcount:
   * 1", padded in many places. A task's name may look like what follows it: the last one counts.
   */
  private static final Pattern LINE =
      Pattern.compile(
          "\\{ name: (\\S+) +, common_pid: (.*?) *\\[ *(\\d{1,9})\\], ip: \\[[0-9a-f]{4,16}\\] "
              + "(\\S+)(?: \\[\\S+\\])? *\\} hitcount: +(\\d{1,18})");

  /** Null where the line tells no entry. */
  static @Nullable HistEntry parse(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches()
        ? new HistEntry(
            parts.group(1),
            Integer.parseInt(parts.group(3)),
            parts.group(2),
            parts.group(4),
            Long.parseLong(parts.group(5)))
        : null;
  }
}
