package modtrace.finder;

import java.io.IOException;
import java.util.List;

/** Protocols over TCP, such as tls: one reference for each socket (net/ipv4/tcp_ulp.c). */
final class UlpFinder implements Finder {
  /** TCP_ULP. */
  private static final int ULP = 31;

  @Override
  public String kind() {
    return "protocols over TCP";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    List<String> names = system.aliases().namesOf(module, "tcp-ulp-");
    if (names.isEmpty()) {
      return;
    }
    var sockets = new Sockets(system);
    List<OpenFile> all = sockets.ofProtocol(protocol -> protocol.matches("TCP(v6)?"));
    sockets.each(
        all,
        (socket, copy) -> {
          String name = sockets.tcpName(copy, ULP);
          if (names.contains(name)) {
            var claim = socket.claim(1, "its TCP_ULP is " + name);
            findings.add(name.equals("tls") ? claim : claim.perhaps()); // others were not measured
          }
        });
    sockets.tell(findings);
  }
}
