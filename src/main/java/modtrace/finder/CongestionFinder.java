package modtrace.finder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.sys.SmallFile;

/**
 * Congestion control of TCP: one reference for each socket that uses it, listening ones too, and
 * one for each network namespace where it is the default (net/ipv4/tcp_cong.c).
 */
final class CongestionFinder implements Finder {
  private static final String PREFIX = "tcp_";

  /** TCP_CONGESTION. */
  private static final int CONGESTION = 13;

  @Override
  public String kind() {
    return "congestion control";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!module.startsWith(PREFIX)) {
      return;
    }
    String name = module.substring(PREFIX.length());
    Path folder = system.proc().resolve("sys/net/ipv4");
    List<String> available = words(folder.resolve("tcp_available_congestion_control"));
    if (!available.contains(name)) {
      return;
    }
    sockets(name, system, findings);
    Path standard = folder.resolve("tcp_congestion_control");
    String other = available.contains("cubic") && !name.equals("cubic") ? "cubic" : "reno";
    String release = "sysctl -w net.ipv4.tcp_congestion_control=" + other;
    system
        .netPlaces()
        .each(
            findings,
            kind(),
            place -> {
              if (words(standard).equals(List.of(name))) {
                findings.add(place.claim(defaultOf(name), release));
              }
            });
  }

  private static void sockets(String name, Snapshot system, Findings findings) throws IOException {
    var sockets = new Sockets(system);
    List<OpenFile> all = sockets.ofProtocol(protocol -> protocol.matches("TCP(v6)?"));
    sockets.each(
        all,
        (socket, copy) -> {
          if (sockets.tcpName(copy, CONGESTION).equals(name)) {
            findings.add(socket.claim(1, "its TCP_CONGESTION is " + name));
          }
        });
    sockets.tell(findings);
  }

  private static Claim defaultOf(String name) {
    return Claim.of(
        Kind.KERNEL,
        "default congestion control " + name,
        1,
        "/proc/sys/net/ipv4/tcp_congestion_control says " + name);
  }

  private static List<String> words(Path file) throws IOException {
    return Files.isReadable(file)
        ? Arrays.asList(SmallFile.read(file, US_ASCII).strip().split("\\s+"))
        : List.of();
  }
}
