package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.LinuxKernel;
import modtrace.sys.LinuxProbe;
import org.junit.jupiter.api.Test;

/** Asks about sockets of this very process. */
class SocketsTest {
  private static final int CONGESTION = 13;

  private final Sockets sockets =
      new Sockets(new Snapshot(Path.of("/"), new LinuxProbe(new LinuxKernel())));

  private List<OpenFile> ours() throws IOException {
    return sockets.ofProtocol(name -> name.matches("TCP(v6)?")).stream()
        .filter(file -> file.first().process().pid() == ProcessHandle.current().pid())
        .toList();
  }

  @Test
  void theNameOfAProtocolTellsTcpFromOthers() throws IOException {
    int before = ours().size();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertTrue(server.isBound());
      assertEquals(1, new SocketsTest().ours().size() - before);
    }
  }

  @Test
  void aCopyTellsTypeAndCongestionControl() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertTrue(server.isBound());
      List<String> told = new ArrayList<>();
      sockets.each(
          ours(),
          (socket, copy) ->
              told.add(
                  sockets.number(copy, Sockets.TYPE)
                      + (sockets.tcpName(copy, CONGESTION).isEmpty() ? "" : " and a name")));
      assertTrue(told.contains("1 and a name"), told.toString());
    }
  }
}
