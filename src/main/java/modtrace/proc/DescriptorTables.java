package modtrace.proc;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.Probe;
import modtrace.sys.SmallFile;
import modtrace.sys.SyscallException;

/**
 * All open files of all processes: of each table of descriptors once, also of those that a thread
 * has for itself (unshare(2), CLONE_FILES) and of processes whose first thread has ended.
 */
public final class DescriptorTables {
  private final Path proc;
  private final Probe probe;
  private final List<Descriptor> descriptors = new ArrayList<>();
  private int refused;

  private DescriptorTables(Path proc, Probe probe) {
    this.proc = proc;
    this.probe = probe;
  }

  /** Reads the tables of these processes. */
  public static DescriptorTables read(Path proc, List<ProcTask> processes, Probe probe)
      throws IOException {
    var tables = new DescriptorTables(proc, probe);
    for (ProcTask process : processes) {
      if (!process.kernelThread()) {
        tables.process(process);
      }
    }
    return tables;
  }

  public List<Descriptor> descriptors() {
    return descriptors;
  }

  /** How many processes did not let us look. */
  public int refused() {
    return refused;
  }

  private void process(ProcTask process) throws IOException {
    try {
      List<Integer> owners = new ArrayList<>();
      for (int task : numbers(proc.resolve(process.pid() + "/task"))) {
        if (!isShared(task, owners)) {
          owners.add(task);
          table(process, task);
        }
      }
    } catch (IOException e) {
      Unreadable.refusedOrThrow(e);
      refused++;
    }
  }

  /** Whether a table read already is this thread's; an ended thread has none. */
  private boolean isShared(int task, List<Integer> owners) {
    for (int owner : owners) {
      try {
        if (probe.shareTable(owner, task)) {
          return true;
        }
      } catch (SyscallException e) {
        return !isEnded(
            owner); // the thread has gone, or kcmp may not be asked: its leader's stands for it
      }
    }
    return false;
  }

  private boolean isEnded(int task) {
    try {
      ProcTask thread = ProcTask.read(proc, task);
      return thread == null || thread.zombie();
    } catch (IOException e) {
      return true;
    }
  }

  private void table(ProcTask process, int task) throws IOException {
    Path folder = proc.resolve(process.pid() + "/task/" + task + "/fd");
    Descriptor last = null; // thousands of copies of one file share its name
    for (int fd : numbers(folder)) {
      Path link = folder.resolve(Integer.toString(fd));
      try {
        String text = SmallFile.link(link);
        FileStat file = FileStat.read(link, probe);
        if (last != null && last.link().equals(text) && last.file().equals(file)) {
          last = new Descriptor(process, task, fd, last.link(), last.file());
        } else {
          last = new Descriptor(process, task, fd, text, file);
        }
        descriptors.add(last);
      } catch (NoSuchFileException e) {
        // closed since the folder was listed
      }
    }
  }

  /** The entries, which are numbers, in order; none where the task has gone. */
  private static List<Integer> numbers(Path folder) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        numbers.add(Numbers.decimal(entry.getFileName().toString(), "an entry of " + folder));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      return List.of(); // it ended while its folder was read
    }
    numbers.sort(null);
    return numbers;
  }
}
