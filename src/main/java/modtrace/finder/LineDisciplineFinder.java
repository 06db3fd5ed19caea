package modtrace.finder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import modtrace.proc.Descriptor;
import modtrace.proc.DeviceAliases;
import modtrace.sys.Fd;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;

/**
 * Line disciplines that are set on terminals: one reference a terminal, whoever set it, until all
 * who have the terminal open let go.
 */
final class LineDisciplineFinder implements Finder {
  /** include/uapi/asm-generic/ioctls.h. */
  private static final long TIOCGETD = 0x5424;

  private static final int PTMX = 2;

  @Override
  public String kind() {
    return "line disciplines";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    DeviceAliases aliases = system.deviceOwners().aliases();
    if (!aliases.isLineDiscipline(module)) {
      return;
    }
    Map<String, OpenFile> terminals = new LinkedHashMap<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (OpenFile file : system.openFiles(d -> isTerminal(d) && !system.isPathOnly(d))) {
      Integer number = discipline(file.first(), system);
      if (number != null && module.equals(aliases.lineDiscipline(number))) {
        String terminal = terminal(file);
        numbers.put(terminal, number);
        OpenFile first = terminals.putIfAbsent(terminal, file);
        if (first != null) {
          file.descriptors().forEach(first::add);
        }
      }
    }
    terminals.forEach(
        (terminal, file) ->
            findings.add(
                file.claim(1, "the terminal's line discipline is " + numbers.get(terminal))));
  }

  /** A pseudo terminal's master is the same node for all: each open is a terminal of its own. */
  private static String terminal(OpenFile file) {
    Descriptor first = file.first();
    boolean master = first.majorMinor().equals("5:" + PTMX);
    return master
        ? "master " + first.process().pid() + " " + first.task() + " " + first.fd()
        : first.majorMinor();
  }

  /** Majors of Documentation/admin-guide/devices.txt, and serial ports of other majors. */
  private static boolean isTerminal(Descriptor descriptor) {
    return descriptor.isCharacterDevice()
        && (descriptor.link().contains("/tty")
            || descriptor.majorMinor().matches("(4|5|13[6-9]|14[0-3]|166|188|204):.*"));
  }

  private static @Nullable Integer discipline(Descriptor terminal, Snapshot system) {
    byte[] number = new byte[Integer.BYTES];
    try (Fd copy = system.copyOf(terminal)) {
      system.probe().ioctl(copy, TIOCGETD, number);
      return ByteBuffer.wrap(number).order(ByteOrder.nativeOrder()).getInt();
    } catch (SyscallException e) {
      return null; // no terminal, hung up, or closed meanwhile
    }
  }
}
