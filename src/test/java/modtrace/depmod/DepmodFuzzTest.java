package modtrace.depmod;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import modtrace.MadeUp;
import org.junit.jupiter.api.io.TempDir;

/** Whatever depmod or somebody who writes modprobe.d left behind, what is loaded can be told. */
class DepmodFuzzTest {
  private static final String RELEASE = "6.1.0";
  private static final List<String> FILES =
      List.of(
          "lib/modules/6.1.0/modules.dep",
          "lib/modules/6.1.0/modules.alias",
          "lib/modules/6.1.0/modules.softdep",
          "lib/modules/6.1.0/modules.weakdep",
          "lib/modules/6.1.0/modules.symbols",
          "lib/modules/6.1.0/modules.builtin",
          "lib/modules/6.1.0/modules.builtin.modinfo",
          "etc/modprobe.d/some.conf");

  @TempDir static Path root;

  /** The files are parted by a form feed. */
  @FuzzTest
  void readsAnyFiles(byte[] bytes) throws IOException {
    String[] texts = new String(bytes, ISO_8859_1).split("\f", FILES.size());
    for (int i = 0; i < FILES.size(); i++) {
      Path file = root.resolve(FILES.get(i));
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, i < texts.length ? texts[i] : "", ISO_8859_1);
    }
    assertTrue(MadeUp.isTold(DepmodFuzzTest::lookAtAll));
  }

  private static void lookAtAll() throws IOException {
    InstalledKernel kernel = InstalledKernel.read(root, RELEASE);
    assertNotNull(kernel);
    kernel.lookup("symbol:printk");
    for (String module : kernel.names()) {
      kernel.lookup(module);
      Set<String> loaded = new HashSet<>();
      kernel.loadOrder(module).forEach(load -> assertTrue(loaded.add(load.module())));
      assertTrue(kernel.isBuiltIn(module) || loaded.contains(module));
      assertEquals(module, kernel.tree(module).module());
      kernel
          .dependantsOf(module)
          .forEach(other -> assertTrue(kernel.needsOf(other).contains(module)));
    }
  }

  /**
   * Java's own globs mean the same, where neither dashes nor what only they know is in them. With
   * each star more they take as often as long as the name is.
   */
  @FuzzTest
  void matchesAsGlobsDo(FuzzedDataProvider data) {
    String glob = data.consumeString(40);
    String name = NameGlob.underscores(data.consumeRemainingAsString());
    boolean matches = new NameGlob(glob).matches(name);
    if (glob.matches("([a-c?]*[*]){0,3}[a-c?]*") && name.matches("[a-c]{0,99}")) {
      try {
        var javas = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        assertEquals(name.isEmpty() ? glob.matches("\\**") : javas.matches(Path.of(name)), matches);
      } catch (PatternSyntaxException e) {
        throw new AssertionError(e);
      }
    }
  }
}
