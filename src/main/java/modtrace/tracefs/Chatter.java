package modtrace.tracefs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import modtrace.sys.Errno;
import modtrace.sys.Kernel;
import modtrace.sys.SyscallException;

/**
 * Gets and puts that come in pairs by the thousand and can hold nothing: each start of a program
 * takes a reference to the format's module, binfmt_misc, and gives it back before the same function
 * goes on ({@code search_binary_handler}, {@code fs/exec.c}).
 *
 * @param functions where that is in this kernel; empty where it hides its addresses
 */
public record Chatter(List<Function> functions) {
  /** The function, or what it is inlined into. */
  private static final Set<String> NAMES =
      Set.of("search_binary_handler", "exec_binprm", "bprm_execve");

  /** Code from an address up to another, both as hexadecimal digits. */
  public record Function(String name, String from, String to) {
    /** True of a call from anywhere else, in the words of an event filter. */
    String isNotCalling() {
      return "(ip < 0x" + from + " || ip >= 0x" + to + ")";
    }
  }

  public Chatter {
    functions = List.copyOf(functions);
  }

  /** Those of them that a filter leaves out. */
  public List<String> leftOutBy(String filter) {
    return functions.stream()
        .filter(function -> filter.contains(function.isNotCalling()))
        .map(Function::name)
        .toList();
  }

  /** The filter that leaves it out; empty where nothing is known to be left out. */
  public String filter() {
    return functions.stream().map(Function::isNotCalling).collect(Collectors.joining(" && "));
  }

  /** As /proc/kallsyms has them; root alone may see addresses. */
  static Chatter of(Kernel kernel) throws IOException {
    var symbols = new ControlFile(kernel, "/proc/kallsyms");
    try (var lines =
        new BufferedReader(new InputStreamReader(symbols.stream(), StandardCharsets.ISO_8859_1))) {
      return parse(lines);
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT)) {
        return new Chatter(List.of());
      }
      throw e;
    }
  }

  private static Chatter parse(BufferedReader lines) throws IOException {
    Map<Long, String> code = new TreeMap<>(Long::compareUnsigned);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split("[ \t]", 4); // address, type, name, module
      if (words.length == 3 && words[1].equalsIgnoreCase("t")) {
        long address = address(words[0]);
        code.putIfAbsent(address, words[2]);
        if (NAMES.contains(words[2])) {
          code.put(address, words[2]);
        }
      }
    }
    List<Function> functions = new ArrayList<>();
    String name = "";
    long from = 0;
    for (Map.Entry<Long, String> symbol : code.entrySet()) {
      if (!name.isEmpty()) {
        functions.add(
            new Function(name, Long.toHexString(from), Long.toHexString(symbol.getKey())));
      }
      name = NAMES.contains(symbol.getValue()) && symbol.getKey() != 0 ? symbol.getValue() : "";
      from = symbol.getKey();
    }
    return new Chatter(functions);
  }

  private static long address(String digits) throws IOException {
    try {
      return Long.parseUnsignedLong(digits, 16);
    } catch (NumberFormatException e) {
      throw new IOException("/proc/kallsyms has an address that is none: '" + digits + "'", e);
    }
  }
}
