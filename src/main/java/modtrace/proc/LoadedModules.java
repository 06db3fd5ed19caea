package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import modtrace.sys.SmallFile;
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
    try {
      return parse(SmallFile.read(proc.resolve("modules"), ISO_8859_1).lines().toList());
    } catch (NoSuchFileException e) {
      return new LoadedModules(Map.of());
    }
  }

  /** Out of lines such as {@code drm 618496 2 vkms,[permanent], Live 0x0000000000000000 (OE)}. */
  static LoadedModules parse(List<String> lines) throws OddTextException {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (String line : lines) {
      Row row = parsed(line);
      rows.put(row.name, row);
    }
    return new LoadedModules(rows);
  }

  private static Row parsed(String line) throws OddTextException {
    String[] fields = line.split(" ");
    if (fields.length < 5) {
      throw new OddTextException("a line of /proc/modules", line);
    }
    List<String> users = new ArrayList<>(Arrays.asList(fields[3].split(",")));
    boolean permanent = users.remove(PERMANENT);
    users.removeIf(user -> user.equals("-") || user.isEmpty());
    OptionalInt count =
        fields[2].equals("-")
            ? OptionalInt.empty()
            : OptionalInt.of(Numbers.decimal(fields[2], "a use count of /proc/modules"));
    SysModule.State state =
        switch (fields[4]) {
          case "Loading" -> SysModule.State.COMING;
          case "Unloading" -> SysModule.State.GOING;
          default -> SysModule.State.LIVE;
        };
    String taints = fields.length > 6 ? fields[6].replaceAll("[()+-]", "") : "";
    long size = Numbers.decimalLong(fields[1], "a size of /proc/modules");
    return new Row(fields[0], size, count, users, permanent, state, taints);
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
