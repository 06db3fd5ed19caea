package modtrace.finder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import modtrace.proc.Descriptor;
import modtrace.sys.Errno;
import modtrace.sys.Fd;
import modtrace.sys.SyscallException;

/** The sockets that processes have, and what the kernel tells of them. */
final class Sockets {
  /** SOL_SOCKET of include/uapi/asm-generic/socket.h; all but MIPS, PA-RISC, SPARC and Alpha. */
  static final int SOCKET = 1;

  static final int TYPE = 3;
  static final int PEER_NAME = 28;
  static final int PROTOCOL = 38;

  /** IPPROTO_TCP. */
  static final int TCP = 6;

  private final Snapshot system;
  private int refused;

  Sockets(Snapshot system) {
    this.system = system;
  }

  /** Asks one socket; the copy is closed at once. */
  @FunctionalInterface
  interface Question {
    void ask(OpenFile socket, Fd copy) throws SyscallException;
  }

  /** Those whose protocol has such a name in /proc/net/protocols, each once. */
  List<OpenFile> ofProtocol(Predicate<String> wanted) throws IOException {
    return system.openFiles(
        file -> file.link().startsWith("socket:[") && wanted.test(protocol(file)));
  }

  /** The name of its protocol; empty where it cannot be known. */
  String protocol(Descriptor file) {
    Path path =
        system.proc().resolve(file.process().pid() + "/task/" + file.task() + "/fd/" + file.fd());
    try {
      return system.probe().socketProtocol(path);
    } catch (SyscallException e) {
      count(e);
      return "";
    }
  }

  /** Asks each of them. */
  void each(List<OpenFile> sockets, Question question) {
    for (OpenFile socket : sockets) {
      try {
        ask(socket, question);
      } catch (SyscallException e) {
        count(e);
      }
    }
  }

  private void ask(OpenFile socket, Question question) throws SyscallException {
    for (Descriptor each : socket.descriptors()) {
      if (each.task() == each.process().pid()) {
        try (Fd copy = system.probe().copyOf(each.task(), each.fd())) {
          question.ask(socket, copy);
        }
        return;
      }
    }
    refused++; // only threads with a table of their own have it, and those have no pidfd
  }

  private void count(SyscallException e) {
    boolean isGone = e.is(Errno.ESRCH) || e.is(Errno.ENOENT) || e.is(Errno.EBADF);
    if (!isGone) {
      refused++;
    }
  }

  /** Tells how many were not seen. */
  void tell(Findings findings) {
    if (refused > 0) {
      findings.unseen(system.refused("the kind of #", refused, "socket"));
    }
  }

  int number(Fd socket, int option) throws SyscallException {
    byte[] value = system.probe().socketOption(socket, SOCKET, option, Integer.BYTES);
    return value.length < Integer.BYTES ? -1 : NetBytes.number32(value, 0);
  }

  /** A name that TCP knows, up to its first NUL. */
  String tcpName(Fd socket, int option) throws SyscallException {
    byte[] value = system.probe().socketOption(socket, TCP, option, 16);
    String name = new String(value, ISO_8859_1);
    int end = name.indexOf('\0');
    return end < 0 ? name : name.substring(0, end);
  }
}
