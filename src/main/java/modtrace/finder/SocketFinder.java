package modtrace.finder;

import java.io.IOException;
import java.util.Set;

/**
 * Sockets of processes, by the module of their protocol. It holds one reference on the owner of its
 * struct proto (sk_prot_alloc in net/core/sock.c) and one on the owner of its struct proto_ops
 * (__sock_create and do_accept in net/socket.c), which is the same module, or none.
 */
final class SocketFinder implements Finder {
  /**
   * Protocols whose proto_ops belong to the same module, which the kernel does not tell. Each was
   * opened once to see it.
   */
  private static final Set<String> BOTH =
      Set.of(
          "ALG",
          "L2TP/IP",
          "L2TP/IPv6",
          "TIPC",
          "HCI",
          "L2CAP",
          "SCO",
          "RFCOMM",
          "BNEP",
          "HIDP",
          "AF_VSOCK",
          "SCTP",
          "SCTPv6",
          "SMC",
          "SMC6",
          "RDS",
          "PHONET",
          "LLC",
          "DDP",
          "AX25",
          "NETROM",
          "ROSE",
          "KCM",
          "QIPCRTR",
          "NFC_RAW",
          "NFC_LLCP",
          "IEEE-802.15.4-RAW",
          "IEEE-802.15.4-MAC",
          "VCC",
          "PPPOE",
          "PPTP",
          "PPPOL2TP",
          "DCCP",
          "DCCPv6",
          "KEY");

  @Override
  public String kind() {
    return "sockets";
  }

  @Override
  public boolean isBrief() {
    return true;
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    Set<String> protocols = system.protocols().of(module);
    if (protocols.isEmpty()) {
      return;
    }
    var sockets = new Sockets(system);
    for (OpenFile socket : sockets.ofProtocol(protocols::contains)) {
      claim(socket, sockets.protocol(socket.first()), module, findings);
    }
    sockets.tell(findings);
  }

  private static void claim(OpenFile socket, String protocol, String module, Findings findings) {
    String evidence = "a socket of protocol " + protocol + ", which /proc/net/protocols has of ";
    findings.add(socket.claim(BOTH.contains(protocol) ? 2 : 1, evidence + module));
    if (!BOTH.contains(protocol) && !protocol.startsWith("CAN_")) {
      String second = "the operations of protocol " + protocol + " may be of the module too";
      findings.add(socket.claim(1, second).perhaps());
    }
  }
}
