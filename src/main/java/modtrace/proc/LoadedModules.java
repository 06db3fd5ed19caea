package modtrace.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The modules of /proc/modules, newest first (m_show in kernel/module/procfs.c). */
public final class LoadedModules {
  private static final String PERMANENT = "[permanent]";

  private final Map<String, Row> rows;

  private LoadedModules(Map<String, Row> rows) {
    this.rows = rows;
  }

  /**
   * A line.
   *
   * @param size in bytes
   * @param useCount as lsmod shows it; empty where the kernel does not count
   * @param dependants the modules that use its symbols
   * @param permanent whether it has no exit function: nothing can ever unload it
   * @param taints letters such as {@code OE}; empty for none
   */
  public record Row(
      String name,
      long size,
      OptionalInt useCount,
      List<String> dependants,
      boolean permanent,
      SysModule.State state,
      String taints) {
    public Row {
      dependants = List.copyOf(dependants);
    }
  }

  /** Reads the file; a kernel without modules has none. */
  public static LoadedModules read(Path proc) throws IOException {
    try (Stream<String> lines = Files.lines(proc.resolve("modules"))) {
      return parse(lines);
    } catch (NoSuchFileException e) {
      return new LoadedModules(Map.of());
    }
  }

  /** Out of lines such as {@code drm 618496 2 vkms,[permanent], Live 0x0000000000000000 (OE)}. */
  static LoadedModules parse(Stream<String> lines) {
    Map<String, Row> rows = new LinkedHashMap<>();
    lines.forEach(
        line -> {
          Row row = row(line.split(" "));
          rows.put(row.name, row);
        });
    return new LoadedModules(rows);
  }

  private static Row row(String[] fields) {
    List<String> users = new ArrayList<>(Arrays.asList(fields[3].split(",")));
    boolean permanent = users.remove(PERMANENT);
    users.removeIf(user -> user.equals("-") || user.isEmpty());
    OptionalInt count =
        fields[2].equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(fields[2]));
    SysModule.State state =
        switch (fields[4]) {
          case "Loading" -> SysModule.State.COMING;
          case "Unloading" -> SysModule.State.GOING;
          default -> SysModule.State.LIVE;
        };
    String taints = fields.length > 6 ? fields[6].replaceAll("[()+-]", "") : "";
    return new Row(fields[0], Long.parseLong(fields[1]), count, users, permanent, state, taints);
  }

  /** Its line; null when it is not loaded. */
  public @Nullable Row row(String module) {
    return rows.get(module);
  }

  public boolean isLoaded(String module) {
    return rows.containsKey(module);
  }

  /**
   * The loaded module of that name, as people, devices and drivers spell it; empty if there is
   * none.
   */
  public String named(String name) {
    String kernels = name.replace('-', '_');
    return isLoaded(kernels) ? kernels : "";
  }

  public List<Row> rows() {
    return List.copyOf(rows.values());
  }
}
