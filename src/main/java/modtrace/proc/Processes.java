package modtrace.proc;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import modtrace.sys.SmallFile;

/**
 * The processes that /proc shows, kernel threads among them.
 *
 * @param all by pid
 * @param refused how many there are that we may not look at (hidepid of proc(5))
 * @param elsewhere why there are others that are not shown at all, for people
 */
public record Processes(List<ProcTask> all, int refused, Set<String> elsewhere) {
  /** What the first namespace's link says (include/linux/proc_ns.h, PROC_PID_INIT_INO). */
  private static final String FIRST_NAMESPACE = "pid:[4026531836]";

  public Processes {
    all = List.copyOf(all);
    elsewhere = Set.copyOf(elsewhere);
  }

  /** Reads them; one that ends meanwhile is left out. */
  public static Processes read(Path proc) throws IOException {
    List<ProcTask> processes = new ArrayList<>();
    int refused = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc)) {
      for (Path folder : folders) {
        if (!isProcess(folder)) {
          continue;
        }
        try {
          ProcTask process =
              ProcTask.process(
                  proc, Numbers.decimal(folder.getFileName().toString(), "a process's folder"));
          if (process != null) {
            processes.add(process);
          }
        } catch (IOException e) {
          Unreadable.refusedOrThrow(e);
          refused++;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    processes.sort((a, b) -> Integer.compare(a.pid(), b.pid()));
    return new Processes(processes, refused, elsewhere(proc));
  }

  private static boolean isProcess(Path entry) {
    return Numbers.isDecimal(entry.getFileName().toString(), 9);
  }

  private static Set<String> elsewhere(Path proc) throws IOException {
    Set<String> elsewhere = new TreeSet<>();
    Path namespace = proc.resolve("self/ns/pid");
    if (Files.isSymbolicLink(namespace) && !SmallFile.link(namespace).equals(FIRST_NAMESPACE)) {
      elsewhere.add("the processes of the host and of other containers (run it on the host)");
    }
    if (!Files.exists(proc.resolve("1"))) {
      elsewhere.add("the processes of others, which /proc hides (run as root)");
    }
    return elsewhere;
  }
}
