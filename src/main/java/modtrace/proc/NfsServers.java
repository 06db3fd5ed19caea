package modtrace.proc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The servers that the NFS client of a network namespace talks to: /proc/net/nfsfs/servers
 * (nfs_server_list_show, fs/nfs/client.c).
 */
public final class NfsServers {
  /** {@code v4 7f000001 801 1 127.0.0.1}. */
  private static final Pattern LINE =
      Pattern.compile("v(\\d{1,9}) ([0-9a-f]{8}|[0-9a-f]{32}) +([0-9a-f]+) +\\d+ (.+)");

  private NfsServers() {}

  /**
   * One of them.
   *
   * @param version of the protocol: 3, 4
   * @param address IPv4 or IPv6, in hexadecimal digits
   * @param host as it was named
   */
  public record Server(int version, String address, String host) {}

  /** Reads them; none where there is no client. */
  public static List<Server> read(Path file) throws IOException {
    String text = Attribute.read(file);
    return text == null ? List.of() : parse(text);
  }

  static List<Server> parse(String text) {
    List<Server> servers = new ArrayList<>();
    for (String line : text.split("\n")) {
      Matcher server = LINE.matcher(line);
      if (server.matches()) {
        int version = Integer.parseInt(server.group(1));
        servers.add(new Server(version, server.group(2), server.group(4)));
      }
    }
    return List.copyOf(servers);
  }
}
