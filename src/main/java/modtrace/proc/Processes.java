package modtrace.proc;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The processes that /proc shows, kernel threads among them. */
public final class Processes {
  private Processes() {}

  /** All of them, by pid; one that ends meanwhile is left out. */
  public static List<ProcTask> read(Path proc) throws IOException {
    List<ProcTask> processes = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[1-9]*")) {
      for (Path folder : folders) {
        ProcTask process = ProcTask.read(proc, Integer.parseInt(folder.getFileName().toString()));
        if (process != null) {
          processes.add(process);
        }
      }
    }
    processes.sort(Comparator.comparingInt(ProcTask::pid));
    return processes;
  }
}
