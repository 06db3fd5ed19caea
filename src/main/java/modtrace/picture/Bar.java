package modtrace.picture;

import modtrace.event.CallSite;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/**
 * From when to when references were held.
 *
 * @param references how many it stands for: more than one where they are too short, or too many, to
 *     be told apart
 * @param one the reference, where it is one; null for several
 */
record Bar(long from, long to, int references, @Nullable Held one) {
  /**
   * One reference.
   *
   * @param taker who ran the get
   * @param site of the get
   * @param by who ran the put; null where none was seen
   * @param end of the put; null where none was seen
   * @param open whether it was still held as the trace ended
   */
  record Held(Task taker, CallSite site, @Nullable Task by, @Nullable CallSite end, boolean open) {}

  /** Both in one, which then hides the time between them. */
  Bar and(Bar later) {
    return new Bar(
        Math.min(from, later.from), Math.max(to, later.to), references + later.references, null);
  }

  boolean isOpen() {
    return one != null && one.open;
  }
}
