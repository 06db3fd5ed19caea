package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import modtrace.sys.SmallFile;

/**
 * The socket protocols of /proc/net/protocols and the modules that bring them (proto_seq_printf in
 * net/core/sock.c).
 */
public final class NetProtocols {
  private final List<Row> rows;

  private NetProtocols(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * A line.
   *
   * @param sockets of this network namespace, where the protocol counts them
   * @param module {@code kernel} for what is built in
   */
  private record Row(String name, int sockets, String module) {}

  /**
   * Reads those of a task, with the counts of its network namespace; none where there is no such
   * file.
   *
   * @param task a folder such as {@code /proc/self}
   */
  public static NetProtocols read(Path task) throws IOException {
    try {
      return parse(SmallFile.read(task.resolve("net/protocols"), ISO_8859_1).lines().toList());
    } catch (NoSuchFileException e) {
      return new NetProtocols(List.of());
    }
  }

  /** Out of a headline and lines such as {@code SCTP 1392 5 0 no 0 yes sctp y n y}. */
  static NetProtocols parse(List<String> lines) throws OddTextException {
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] fields = line.strip().split(" +");
      if (fields.length > 7) {
        int sockets = Numbers.decimal(fields[2], "a count of /proc/net/protocols");
        rows.add(new Row(fields[0], sockets, fields[7]));
      }
    }
    return new NetProtocols(rows);
  }

  /** The protocols that this module alone brings. */
  public Set<String> of(String module) {
    Set<String> own = new HashSet<>();
    Set<String> others = new HashSet<>();
    for (Row row : rows) {
      (row.module.equals(module) ? own : others).add(row.name);
    }
    own.removeAll(others);
    return own;
  }

  /** The sockets of all protocols of a module in this network namespace. */
  public int sockets(String module) {
    return rows.stream().filter(row -> row.module.equals(module)).mapToInt(Row::sockets).sum();
  }
}
