package modtrace.dat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of all CPUs of all buffers by time; of one time, by buffer and CPU as the file has
 * them. A CPU whose data is damaged ends there, with a loss; {@link #problem} tells it.
 */
final class DatEvents {
  private final List<CpuEvents> all = new ArrayList<>();
  private final @Nullable CpuEvents[] heap;
  private int size;
  private boolean begun;
  private @Nullable IOException problem;
  private final List<CpuEvents> broken = new ArrayList<>();

  /** For the events of all buffers. */
  static final int ALL = -1;

  /**
   * @param only index of the one buffer to read, or {@link #ALL}
   * @param filter what to pass over; null for nothing
   */
  DatEvents(DatFile file, int only, @Nullable ModuleFilter filter) {
    TimeStamps stamps = file.options.timeStamps();
    for (int i = 0; i < file.buffers.size(); i++) {
      if (only != ALL && only != i) {
        continue;
      }
      DatBuffer buffer = file.buffers.get(i);
      for (CpuData data : buffer.cpus()) {
        var pages = new CpuPages(file.bytes, buffer, file.packing, data);
        var page = new SubBuffer(file.layout, file.bytes.order());
        all.add(new CpuEvents(pages, page, stamps, filter, i, all.size()));
      }
    }
    heap = new CpuEvents[all.size()];
  }

  /** The next event, to be looked at until the next call; null after the last. */
  @Nullable CpuEvents next() {
    if (!begun) {
      begun = true;
      for (CpuEvents cpu : all) {
        if (advance(cpu)) {
          rise(cpu);
        }
      }
    } else if (size > 0) {
      CpuEvents last = top();
      if (!advance(last)) {
        last = heap[--size];
        heap[size] = null;
      }
      if (size > 0 && last != null) {
        sink(last);
      }
    }
    return size == 0 ? null : top();
  }

  private CpuEvents top() {
    CpuEvents top = heap[0];
    if (top == null) {
      throw new IllegalStateException("no event");
    }
    return top;
  }

  private boolean advance(CpuEvents cpu) {
    try {
      return cpu.next();
    } catch (IOException e) {
      problem = problem == null ? e : problem;
      broken.add(cpu);
      return false;
    }
  }

  private void rise(CpuEvents cpu) {
    int at = size++;
    while (at > 0) {
      CpuEvents parent = heap[(at - 1) / 2];
      if (parent == null || !isBefore(cpu, parent)) {
        break;
      }
      heap[at] = parent;
      at = (at - 1) / 2;
    }
    heap[at] = cpu;
  }

  private void sink(CpuEvents cpu) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      CpuEvents left = heap[child];
      CpuEvents right = child + 1 < size ? heap[child + 1] : null;
      CpuEvents first = left;
      if (right != null && left != null && isBefore(right, left)) {
        child++;
        first = right;
      }
      if (first == null || !isBefore(first, cpu)) {
        break;
      }
      heap[at] = first;
      at = child;
    }
    heap[at] = cpu;
  }

  private static boolean isBefore(CpuEvents a, CpuEvents b) {
    int order = Long.compareUnsigned(a.time(), b.time());
    return order < 0 || (order == 0 && a.rank() < b.rank());
  }

  /** What ended the reading of a CPU before its end, the first of them; null when nothing did. */
  @Nullable IOException problem() {
    return problem;
  }

  /** Takes one of the CPUs whose data ended before its end; null when there is none left. */
  @Nullable CpuEvents takeBroken() {
    return broken.isEmpty() ? null : broken.remove(0);
  }
}
