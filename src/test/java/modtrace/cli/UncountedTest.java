package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modtrace.sys.FakeKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kernel without CONFIG_MODULE_UNLOAD: {@code print_unload_info} prints two dashes
 * (kernel/module/internal.h), no module has a refcnt (kernel/params.c), and there are no events of
 * references (include/trace/events/module.h).
 */
final class UncountedTest {
  private static final String NOT_COUNTED =
      "the kernel does not count references to loop: it was built without CONFIG_MODULE_UNLOAD";

  @TempDir Path root;

  @BeforeEach
  void aKernelThatDoesNotCount() throws IOException {
    write("proc/sys/kernel/hostname", "h\n");
    write("proc/sys/kernel/osrelease", "6.1.174\n");
    write("proc/modules", "loop 28672 - - Live 0xffffffffa0000000\n");
    write("sys/module/loop/initstate", "live\n");
    Files.createDirectories(root.resolve("sys/module/loop/holders"));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static FakeKernel kernel() {
    return new FakeKernel("module:module_free", "module:module_load", "module:module_request");
  }

  @Test
  void nobodyCanTellWhoHolds() {
    Run run = Run.of(root, "", "who-holds", "loop");
    assertEquals("modtrace: " + NOT_COUNTED + "\n", run.err());
    assertEquals("", run.out());
    assertEquals(3, run.exitCode());
  }

  @Test
  void nothingCanBeUnloaded() {
    Run run = Run.of(root, "", "can-unload", "loop");
    assertEquals("loop: cannot be unloaded now\n  in the way: " + NOT_COUNTED + "\n", run.out());
    assertEquals(1, run.exitCode());
  }

  @Test
  void theListHasNoCounts() {
    assertEquals(
        List.of("loop 28672 - - - live"),
        Run.of(root, "", "list", "modules")
            .out()
            .lines()
            .skip(1)
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList());
  }

  @Test
  void whatTracesReferencesSaysThatThereAreNone() {
    for (List<String> words :
        List.of(List.of("start"), List.of("record", "-e", "module_get", "-o", "-"))) {
      try (FakeKernel kernel = kernel()) {
        Run run = Run.onKernel(kernel, root, words.toArray(new String[0]));
        assertEquals(
            "modtrace: this kernel does not trace references to modules"
                + " (it was built without CONFIG_MODULE_UNLOAD)\n",
            run.err());
        assertEquals(3, run.exitCode());
        assertEquals(List.of(), kernel.writes());
      }
    }
  }
}
