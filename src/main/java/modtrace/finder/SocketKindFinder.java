package modtrace.finder;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import modtrace.sys.Fd;
import modtrace.sys.SyscallException;

/**
 * Sockets of built-in or shared protocols that hold one further module: that of the protocol of
 * netlink (netlink_create in net/netlink/af_netlink.c), of the transport of a connection of vsock
 * (vsock_assign_transport in net/vmw_vsock/af_vsock.c), of what a socket of the crypto interface is
 * bound to (alg_bind in crypto/af_alg.c).
 */
final class SocketKindFinder implements Finder {
  /** VMADDR_CID_LOCAL, at its place in struct sockaddr_vm. */
  private static final int LOCAL = 1;

  private static final int CID = 8;

  @Override
  public String kind() {
    return "netlink, vsock and crypto sockets";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    netlink(module, system, findings);
    if (module.equals("vsock_loopback")) {
      loopback(system, findings);
    }
    if (module.startsWith("algif_")) {
      crypto(module, system, findings);
    }
  }

  private static void netlink(String module, Snapshot system, Findings findings)
      throws IOException {
    Set<String> numbers =
        system.aliases().namesOf(module, "net-pf-16-proto-").stream()
            .filter(number -> number.matches("[0-9]+"))
            .collect(Collectors.toSet());
    if (numbers.isEmpty()) {
      return;
    }
    var sockets = new Sockets(system);
    List<OpenFile> all = sockets.ofProtocol(name -> name.equals("NETLINK"));
    sockets.each(
        all,
        (socket, copy) -> {
          String number = String.valueOf(sockets.number(copy, Sockets.PROTOCOL));
          if (numbers.contains(number)) {
            findings.add(socket.claim(1, "a netlink socket of protocol " + number));
          }
        });
    sockets.tell(findings);
  }

  private static void loopback(Snapshot system, Findings findings) throws IOException {
    var sockets = new Sockets(system);
    List<OpenFile> all = sockets.ofProtocol(name -> name.equals("AF_VSOCK"));
    sockets.each(
        all,
        (socket, copy) -> {
          if (isLocal(system, copy)) {
            findings.add(socket.claim(1, "a vsock connection to the context 1, which is local"));
          }
        });
    sockets.tell(findings);
  }

  /** Only what is connected has a peer. */
  private static boolean isLocal(Snapshot system, Fd socket) {
    try {
      byte[] peer = system.probe().socketOption(socket, Sockets.SOCKET, Sockets.PEER_NAME, 16);
      return peer.length >= CID + Integer.BYTES && NetBytes.number32(peer, CID) == LOCAL;
    } catch (SyscallException e) {
      return false;
    }
  }

  /** The kernel does not tell what type a socket is bound to, nor whether it is bound. */
  private static void crypto(String module, Snapshot system, Findings findings) throws IOException {
    var sockets = new Sockets(system);
    for (OpenFile socket : sockets.ofProtocol(name -> name.equals("ALG"))) {
      findings.add(socket.claim(1, "it may be bound to a type of " + module).perhaps());
    }
    sockets.tell(findings);
  }
}
