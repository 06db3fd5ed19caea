package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modtrace.lab.Local;
import modtrace.lab.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Tab does in an interactive bash. There is no modtrace on its PATH: nothing of ours runs
 * then.
 */
final class CompletionIT {
  private static final int POLLS = 200;

  @TempDir static Path folder;

  @BeforeAll
  static void openTheTerminal() throws IOException {
    Requirement.commands("CompletionIT", "bash", "tmux");
    for (String file : List.of("a recording.dat", "vkms.ko")) {
      Files.createFile(folder.resolve(file));
    }
    Path program = Files.createDirectory(folder.resolve("bin")).resolve("takes-vkms");
    Files.createFile(program);
    program.toFile().setExecutable(true);
    Path script = kernelOf(Path.of(System.getProperty("modtrace.app", "target/modtrace")));
    tmux("new-session", "-d", "-x", "120", "-y", "50", "bash --norc --noprofile -i");
    type("HISTFILE=; "); // else bash writes it while the folder is deleted
    type("cd " + folder + "; . " + script + "; PATH=" + program.getParent() + "; PS1='> '");
    tmux("send-keys", "Enter", "C-l");
    until("> ");
  }

  @AfterAll
  static void closeTheTerminal() throws IOException {
    if (Files.exists(folder.resolve("tmux"))) { // else it was skipped
      tmux("kill-server");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          modtrace who                              | modtrace who-holds
          modtrace who-holds --fol                  | modtrace who-holds --follow
          modtrace who-holds vk                     | modtrace who-holds vkms
          modtrace who-holds snd-d                  | modtrace who-holds snd_dummy
          modtrace who-holds ./vk                   | modtrace who-holds ./vkms.ko
          modtrace who-holds loop -i a              | modtrace who-holds loop -i a\\ recording.dat
          modtrace report --input=a                 | modtrace report --input=a\\ recording.dat
          modtrace deps zr                          | modtrace deps zram
          modtrace list ev                          | modtrace list events
          modtrace list events tr                   | modtrace list events tr
          modtrace start -m vk                      | modtrace start -m vkms
          modtrace start --top -p n                 | modtrace start --top -p nop
          modtrace record -e module:module_g        | modtrace record -e module:module_get
          modtrace record --event=module:module_g   | modtrace record --event=module:module_get
          modtrace record --for 1                   | modtrace record --for 1
          modtrace record -m vkms takes             | modtrace record -m vkms takes-vkms
          modtrace record -- takes                  | modtrace record -- takes-vkms
          modtrace who-holds vkms -- takes          | modtrace who-holds vkms -- takes-vkms
          modtrace who-holds vkms -- takes-vkms ./v | modtrace who-holds vkms -- takes-vkms ./vkms.ko
          modtrace stop --t                         | modtrace stop --top
          """)
  void tabCompletes(String typed, String completed) throws IOException {
    type(typed);
    tmux("send-keys", "Tab");
    type("#"); // comes after whatever Tab did
    String line = until("#").replaceAll(" *#$", "");
    tmux("send-keys", "C-u", "C-l");
    until(">");
    assertEquals("> " + completed, line);
  }

  /** The script, with files that say the same on every machine in the place of the kernel's. */
  private static Path kernelOf(Path app) throws IOException {
    Path modules = folder.resolve("lib/modules/6.1.0");
    Files.createDirectories(modules);
    Map<String, String> files =
        Map.of(
            "/proc/modules",
                "vkms 32768 1 - Live 0x0\nsnd_dummy 20480 0 - Live 0x0\nloop 1 0 - Live 0x0\n",
            "/proc/sys/kernel/osrelease", "6.1.0\n",
            "/lib/modules/6.1.0/modules.dep",
                "kernel/drivers/block/zram/zram.ko.xz: kernel/lib/x.ko\n",
            "/sys/kernel/tracing/available_events", "module:module_get\nmodule:module_put\n",
            "/sys/kernel/tracing/available_tracers", "function nop\n");
    String script = Files.readString(app.resolveSibling("completion").resolve("modtrace.bash"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey().substring(1));
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Path copy = folder.resolve("modtrace.bash");
    Files.writeString(copy, script.replaceAll("(/proc|/lib/modules|/sys/kernel)/", folder + "$1/"));
    return copy;
  }

  private static void type(String keys) throws IOException {
    tmux("send-keys", "-l", keys);
  }

  /** The last line of the terminal, as soon as it ends so. */
  private static String until(String end) throws IOException {
    String line = "";
    for (int i = 0; i < POLLS; i++) {
      line = tmux("capture-pane", "-p", "-J").stripTrailing();
      line = line.substring(line.lastIndexOf('\n') + 1);
      if (line.endsWith(end.strip())) {
        return line;
      }
      pause();
    }
    throw new AssertionError("the terminal does not come to \"" + end + "\": " + line);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String tmux(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("tmux", "-S", folder.resolve("tmux").toString(), "-f", "/dev/null"));
    command.addAll(List.of(words));
    return Local.run(
            Map.of("LC_ALL", "C.UTF-8", "HOME", folder.toString()), command.toArray(new String[0]))
        .ok()
        .stdout();
  }
}
