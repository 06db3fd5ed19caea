package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import modtrace.sys.FakeKernel;
import modtrace.sys.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code who-holds -f} on a terminal: a screen, and then the account; elsewhere lines. */
final class WatchTest {
  private static final String GET =
      "            bash-368     [000] .....     1.500000: module_get: vkms call_site=drm_stub_open [drm] refcnt=2\n";
  private static final String ENTER = "\033[?1049h";
  private static final String LEAVE = "\033[?1049l";

  @TempDir Path root;

  private final Screen terminal = new Screen();

  /** A terminal of 60 columns whose modes are watched. */
  private static final class Screen implements Terminal {
    boolean foreground = true;
    int taken;
    int given;

    @Override
    public Size size() {
      return new Size(60, 10);
    }

    @Override
    public boolean isForeground() {
      return foreground;
    }

    @Override
    public void takeKeys() {
      taken++;
    }

    @Override
    public void giveBack() {
      given++;
    }
  }

  @BeforeEach
  void host() throws IOException {
    write("proc/sys/kernel/hostname", "h\n");
    write("proc/sys/kernel/osrelease", "6.1.0\n");
    write("lib/modules/6.1.0/modules.builtin", "");
    write("sys/module/vkms/initstate", "live\n");
    write("sys/module/vkms/refcnt", "1\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Run run(String term, String keys, String... words) {
    try (var kernel =
        FakeKernel.withModuleEvents()
            .on(terminal)
            .pipe(GET, FakeKernel.SILENCE, FakeKernel.SILENCE)) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var streams = new Streams(new ByteArrayInputStream(keys.getBytes(UTF_8)), out, err);
      int code = new Cli(streams, () -> kernel, root, Map.of("TERM", term)).run(words);
      assertEquals(0, kernel.instances().size());
      return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
    }
  }

  @Test
  void drawsAndLeavesTheAccountBelowWhatWasThereBefore() {
    Run run = run("xterm", "", "who-holds", "-f", "vkms", "--for", "900ms");
    int enter = run.out().indexOf(ENTER);
    int leave = run.out().indexOf(LEAVE);
    assertTrue(enter == 0 && leave > 0, run.out());
    String screen = run.out().substring(enter, leave);
    assertTrue(screen.contains("q ends"), screen);
    assertTrue(screen.contains("vkms  use count 1"), screen);
    assertTrue(screen.contains("1.500000  get   vkms  bash-368"), screen);
    String account = run.out().substring(leave + LEAVE.length());
    assertTrue(account.startsWith("vkms: 1 reference, "), account);
    assertFalse(account.contains("\033"), account);
    assertTrue(terminal.given >= terminal.taken);
    assertTrue(terminal.taken > 0);
  }

  @Test
  void aKeyEndsIt() {
    Run run = run("xterm", "xq", "who-holds", "-f", "vkms");
    assertTrue(run.out().contains(LEAVE + "vkms: 1 reference, "), run.out());
    assertTrue(run.err().contains("tracing vkms until q or ^C"), run.err());
  }

  @Test
  void aDumbTerminalGetsLines() {
    Run run = run("dumb", "", "who-holds", "-f", "vkms", "--for", "50ms");
    assertTrue(run.out().startsWith("1.500000  get   vkms  bash-368  at drm_stub_open"), run.out());
    assertFalse(run.out().contains("\033"), run.out());
    assertEquals(0, terminal.taken);
  }

  @Test
  void inTheBackgroundItLeavesTheTerminalAlone() {
    terminal.foreground = false;
    Run run = run("xterm", "", "who-holds", "-f", "vkms", "--for", "50ms");
    assertFalse(run.out().contains("\033"), run.out());
    assertEquals(0, terminal.taken);
  }

  @Test
  void jsonIsOneObjectAnEventAndThenTheAccount() {
    Run run = run("xterm", "", "who-holds", "-f", "vkms", "--json", "--for", "50ms");
    String[] lines = run.out().split("\n", -1);
    assertTrue(lines[0].startsWith("{\"event\":\"module_get\",\"time\":1.500000"), run.out());
    assertTrue(lines[1].startsWith("{\"schema\":\"modtrace.who-holds/1\""), run.out());
    assertEquals(3, lines.length);
  }
}
