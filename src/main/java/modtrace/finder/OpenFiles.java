package modtrace.finder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modtrace.proc.Descriptor;
import modtrace.proc.FileStat;
import modtrace.sys.Errno;
import modtrace.sys.Probe;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;

/**
 * Descriptors put together by what they share: one open file description each. Only descriptors of
 * the same file are compared, each with few others, since the kernel orders them.
 */
final class OpenFiles {
  private final Probe probe;
  private final List<OpenFile> files = new ArrayList<>();
  private final Map<FileStat, List<OpenFile>> sorted = new HashMap<>();

  OpenFiles(Probe probe) {
    this.probe = probe;
  }

  /** In the order in which they were first met. */
  List<OpenFile> files() {
    return files;
  }

  /** Where the kernel does not compare, descriptors of one file count as one: at least that. */
  void add(Descriptor descriptor) {
    List<OpenFile> same = sorted.computeIfAbsent(descriptor.file(), any -> new ArrayList<>());
    int from = 0;
    int to = same.size();
    while (from < to) {
      int middle = (from + to) / 2;
      Integer order = compare(descriptor, same.get(middle).first());
      if (order == null) {
        return; // closed meanwhile
      }
      if (order == 0) {
        same.get(middle).add(descriptor);
        return;
      }
      if (order < 0) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    OpenFile file = new OpenFile(descriptor);
    same.add(from, file);
    files.add(file);
  }

  private @Nullable Integer compare(Descriptor one, Descriptor other) {
    try {
      return probe.compareFiles(one.task(), one.fd(), other.task(), other.fd());
    } catch (SyscallException e) {
      return e.is(Errno.ESRCH) || e.is(Errno.EBADF) ? null : Integer.valueOf(0);
    }
  }
}
