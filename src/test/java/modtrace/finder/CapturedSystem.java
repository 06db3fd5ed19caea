package modtrace.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modtrace.sys.Errno;
import modtrace.sys.SilentProbe;
import modtrace.sys.Stat;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;

/**
 * A system that `capture` of src/it/sh/lab/guest wrote down, laid out again below a folder. What
 * cannot be laid out, such as device numbers, the probe answers; what was not captured it refuses.
 */
final class CapturedSystem extends SilentProbe {
  private final Path root;
  private final Map<Path, Stat> stats = new HashMap<>();
  private final List<String> holders = new ArrayList<>();
  private String module = "";

  private CapturedSystem(Path root) {
    this.root = root;
  }

  static CapturedSystem layOut(Path capture, Path root) throws IOException {
    var system = new CapturedSystem(root);
    List<String> content = new ArrayList<>();
    @Nullable Path file = null;
    for (String line : Files.readAllLines(capture)) {
      if (line.startsWith("\t")) {
        content.add(line.substring(1));
      } else {
        write(file, content);
        file = system.entry(line.split(" ", 3));
      }
    }
    write(file, content);
    return system;
  }

  /** The file whose content follows; null for what has none. */
  private @Nullable Path entry(String[] words) throws IOException {
    Path path = root.resolve(words[1]);
    switch (words[0]) {
      case "module" -> module = words[1];
      case "holder", "unexplained" ->
          holders.add(String.join(" ", words).replaceFirst("^holder ", ""));
      case "folder" -> Files.createDirectories(path);
      case "link" -> {
        Files.createDirectories(path.resolveSibling("."));
        Files.createSymbolicLink(path, Path.of(words[2].substring("-> ".length())));
      }
      case "stat" -> stats.put(path, stat(words[2].split(" ")));
      case "file" -> {
        Files.createDirectories(path.resolveSibling("."));
        return path;
      }
      default -> throw new IOException("what is " + words[0] + "?");
    }
    return null;
  }

  private static void write(@Nullable Path file, List<String> content) throws IOException {
    if (file != null) {
      Files.write(file, content);
    }
    content.clear();
  }

  /** Mode, file system, inode and device number, as they were. */
  private static Stat stat(String[] numbers) {
    return new Stat(
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]),
        Integer.parseInt(numbers[0]));
  }

  Path root() {
    return root;
  }

  String module() {
    return module;
  }

  /**
   * What modtrace answered when it was captured: {@code process 2 reader}, {@code unexplained 0}.
   */
  List<String> answer() {
    return holders;
  }

  /** By the folder that a link leads to, as a process's descriptors are those of its first task. */
  @Override
  public Stat stat(Path file) throws IOException {
    Path real = file.resolveSibling(".").toRealPath().resolve(file.getFileName());
    Stat told = stats.get(root.resolve(root.toRealPath().relativize(real)));
    if (told == null) {
      throw new NoSuchFileException(file.toString());
    }
    return told;
  }

  @Override
  public boolean shareTable(int task, int otherTask) {
    return true;
  }

  @Override
  protected SyscallException refusal(String call) {
    return new SyscallException(call, "what was not captured", Errno.EACCES);
  }
}
