package modtrace.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import modtrace.sys.Errno;
import modtrace.sys.FakeKernel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every complaint, provoked by a command line: one line, which names the thing and what to do. All
 * of them stand in one golden, to be read at once; {@code -Dmessages.update=true} writes it.
 */
final class MessagesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/messages.txt");
  private static final String TRACEFS = FakeKernel.TRACEFS;

  private static final Pattern COMPLAINT =
      Pattern.compile("new (?:Failure|BadWord|ParameterException)\\(|\\brefused?\\(");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Those that a command line alone does not bring about, in the order of the sources. */
  private static final List<String> UNPROVOKED =
      List.of(
          "BootStart.java:  is there with other content (remove it first)",
          "BootStart.java: : run as root: sudo modtrace",
          "DepsCommand.java: cannot read what depmod wrote: ",
          "DeviceTargets.java: cannot look at ",
          "HolderTrees.java: cannot read the processes: ",
          "Out.java: cannot write to standard output: ",
          "TraceInput.java: cannot read on in ");

  @TempDir Path root;

  private final List<String> notOneLine = new ArrayList<>();

  /** The kernels on which they are provoked, by what is wrong there. */
  private Map<String, Supplier<FakeKernel>> kernels() {
    Map<String, Supplier<FakeKernel>> kernels = new LinkedHashMap<>();
    kernels.put("all is well", FakeKernel::withModuleEvents);
    kernels.put("not root", () -> refusing(Errno.EACCES).user(1000));
    kernels.put("root of a container", () -> refusing(Errno.EACCES));
    kernels.put(
        "locked down",
        () ->
            refusing(Errno.EPERM)
                .file("/sys/kernel/security/lockdown", "none integrity [confidentiality]\n"));
    kernels.put("tracefs is read-only", () -> makingNone(Errno.EROFS));
    kernels.put("no memory", () -> makingNone(Errno.ENOMEM));
    kernels.put(
        "no tracefs",
        () ->
            FakeKernel.withModuleEvents()
                .file("/proc/self/mounts", "")
                .fail("mount", TRACEFS, 0, Errno.ENODEV));
    kernels.put("no trace events", () -> new FakeKernel().absent(TRACEFS + "/available_events"));
    kernels.put("no modules", () -> new FakeKernel("sched:sched_switch"));
    kernels.put("no unloading", () -> new FakeKernel("module:module_load"));
    kernels.put(
        "tracers",
        () -> FakeKernel.withModuleEvents().file(TRACEFS + "/available_tracers", "blk nop\n"));
    kernels.put("recorder armed", this::armed);
    kernels.put(
        "disk full",
        () ->
            FakeKernel.withModuleEvents()
                .fail("open", root.resolve("page.html.new").toString(), 0, Errno.ENOSPC));
    return kernels;
  }

  private static FakeKernel refusing(Errno errno) {
    String instances = TRACEFS + "/instances";
    return FakeKernel.withModuleEvents()
        .fail("open", TRACEFS + "/available_events", 0, errno)
        .fail("access", instances + "/modtrace", 0, errno)
        .file(TRACEFS + "/tracing_on", "1\n")
        .fail("open", TRACEFS + "/tracing_on", 0, errno)
        .fail("list", instances, 0, errno);
  }

  private static FakeKernel makingNone(Errno errno) {
    return FakeKernel.withModuleEvents()
        .fail("mkdir", TRACEFS + "/instances/modtrace-42-1000", 0, errno);
  }

  private FakeKernel armed() {
    FakeKernel kernel =
        FakeKernel.withModuleEvents()
            .file("/proc/kallsyms", "ffffffff81370760 t bprm_execve\nffffffff81370db0 t next\n")
            .instanceFile("trace_marker", "")
            .instanceFile("trace", "")
            .instanceFile("current_tracer", "nop\n")
            .withoutInstanceFile("events/module/module_get/hist");
    assertEquals(0, Run.onKernel(kernel, root, "start").exitCode());
    return kernel;
  }

  @Test
  void eachIsOneLineAndAsTheGoldenHasIt() throws IOException {
    prepare();
    String cases = Files.readString(GOLDEN);
    var told = new StringBuilder();
    Map<String, Supplier<FakeKernel>> kernels = kernels();
    Supplier<FakeKernel> kernel = null;
    for (String line : cases.lines().toList()) {
      if (line.startsWith("# ")) {
        kernel = kernels.get(line.substring(2));
        told.append(line).append('\n');
      } else if (line.startsWith("$ modtrace")) {
        told.append(line).append('\n').append(complaint(kernel, words(line)));
      } else if (line.isEmpty()) {
        told.append('\n');
      }
    }
    if (Boolean.getBoolean("messages.update")) {
      Files.writeString(GOLDEN, told.toString());
    }
    assertEquals(List.of(), notOneLine);
    assertEquals(cases, told.toString());
  }

  @Test
  void whatTheCodeComplainsOfIsInTheGolden() throws IOException {
    String golden = Files.readString(GOLDEN);
    List<String> missing = new ArrayList<>();
    try (var sources = Files.list(Path.of("src/main/java/modtrace/cli"))) {
      for (Path source : sources.sorted().toList()) {
        String code = Files.readString(source);
        var call = COMPLAINT.matcher(code);
        while (call.find()) {
          String words = longestLiteral(code.substring(call.end(), endOf(code, call.end())));
          if (!golden.contains(words)) {
            missing.add(source.getFileName() + ": " + words);
          }
        }
      }
    }
    assertEquals(UNPROVOKED, missing);
  }

  /** Behind the parenthesis that ends a call. */
  private static int endOf(String code, int from) {
    int at = from;
    boolean quoted = false;
    for (int depth = 1; depth > 0; at++) {
      char c = code.charAt(at);
      quoted ^= c == '"' && code.charAt(at - 1) != '\\';
      depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return at;
  }

  private static String longestLiteral(String call) {
    return LITERAL
        .matcher(call)
        .results()
        .map(literal -> literal.group(1).replace("\\\"", "\""))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  /** What is said, and the exit code. */
  private String complaint(@Nullable Supplier<FakeKernel> kernel, String... words) {
    Run run;
    if (kernel == null) {
      run = Run.of(root, "", words);
    } else {
      try (FakeKernel fake = kernel.get()) {
        run = Run.onKernel(fake, root, words);
      }
    }
    List<String> lines = run.err().lines().toList();
    boolean plain = lines.size() == 1 && run.out().isEmpty() && run.exitCode() >= ExitCode.USAGE;
    if (!plain) {
      notOneLine.add(String.join(" ", words) + ": " + run);
    }
    return plain(String.join("\n", lines)) + "  [" + run.exitCode() + "]\n";
  }

  private String plain(String text) {
    return text.replace(root.toString(), "ROOT");
  }

  /** Blanks part words, but in quotes. */
  private String[] words(String line) {
    List<String> words = new ArrayList<>();
    var word = Pattern.compile("'([^']*)'|(\\S+)").matcher(line.substring(2));
    while (word.find()) {
      words.add(
          (word.group(1) != null ? word.group(1) : word.group(2)).replace("ROOT", root.toString()));
    }
    return words.subList(1, words.size()).toArray(new String[0]);
  }

  /** A machine on which many things are not as they should be. */
  private void prepare() throws IOException {
    write("proc/sys/kernel/hostname", "h\n");
    write("proc/sys/kernel/osrelease", "6.1.0\n");
    write("proc/modules", "lost 16384 0 - Live 0x0\nhung 16384 -1 - Unloading 0x0\n");
    write("proc/devices", "Character devices:\n  1 mem\n\nBlock devices:\n");
    write("proc/uptime", "1.00 1.00\n");
    write("proc/stat", "btime 1700000000\n");
    write("sys/module/hung/initstate", "going\n");
    write("sys/module/hung/refcnt", "-1\n");
    write("sys/module/uncounted/initstate", "live\n");
    Files.createDirectories(root.resolve("sys/module/printk/parameters"));
    write("lib/modules/6.1.0/modules.dep", "a/vkms.ko:\na/loop.ko:\n");
    write("lib/modules/6.1.0/modules.builtin", "kernel/fs/ext2/ext2.ko\n");
    write("hello", "hello\n");
    write("empty", "");
    write("broken.gz", "\u001f\u008bx");
    write("elsewhere/lib/modules/5.0/modules.alias", "");
    Files.createDirectories(root.resolve("folder"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("hello"));
    Files.copy(Path.of("src/samples/vkms-2018.txt"), root.resolve("trace.txt"));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, text.getBytes(ISO_8859_1));
  }
}
