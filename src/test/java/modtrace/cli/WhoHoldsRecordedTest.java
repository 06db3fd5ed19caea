package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code modtrace who-holds MODULE -i FILE}, as its users see it. */
final class WhoHoldsRecordedTest {
  private static final String HELD = "src/samples/vkms-2018.txt";
  private static final String FREE = "src/samples/vkms-2018-fixed.txt";
  private static final String LOST =
      """
                  a-1     [000] .....     1.000000: module_get: m call_site=misc_open refcnt=2
      CPU:1 [LOST 17 EVENTS]
                  b-200   [000] .....     2.000000: module_get: m call_site=misc_open refcnt=3
      """;

  @Test
  void namesTheHolderOfTheStory() {
    var run = Run.of("who-holds", "vkms", "-i", HELD);
    assertEquals(
        """
        vkms: 1 reference, 1 explained
        HOLDER          PID  REFS  GETS  PUTS       SINCE  CALL SITE
        systemd-logind  545     1     1     0  102.168297  drm_stub_open: opened a DRM device node (/dev/dri/*)
        """,
        run.out());
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
  }

  @Test
  void saysThatNobodyHoldsItAfterTheFix() {
    var run = Run.of("who-holds", "vkms", "-i", FREE);
    assertEquals("vkms: 0 references, nobody holds it\n", run.out());
    assertEquals(1, run.exitCode());
  }

  @Test
  void printsOneJsonObjectALine() {
    var run = Run.of("who-holds", "vkms", "--json", "-i", HELD);
    assertEquals(
        """
        {"schema":"modtrace.who-holds/1","module":"vkms","source":"trace","use_count":1,"explained":1,\
        "unexplained":0,"prior":0,"lost_events":0,"gaps":0,"holders":[{"kind":"process","pid":545,\
        "comm":"systemd-logind","references":1,"gets":1,"puts":0,"call_sites":["drm_stub_open"],\
        "since":102.168297,"evidence":["get at drm_stub_open"]}],\
        "tasks":[{"pid":545,"comm":"systemd-logind","gets":1,"puts":0}]}
        """,
        run.out());
  }

  @Test
  void printsPidsForKillAndNothingButThem() {
    assertEquals("545\n", Run.of("who-holds", "vkms", "drm", "--pids", "-i", HELD).out());
    assertEquals("", Run.of("who-holds", "vkms", "-t", "-i", FREE).out());
  }

  @Test
  void neverOffersInitToKill() {
    String text = LOST.replace("            a-1 ", "      systemd-1 ");
    assertEquals("200\n", Run.withInput(text, "who-holds", "m", "-t", "-i", "-").out());
  }

  @Test
  void isSilentWhenAskedForTheExitCodeOnly() {
    assertEquals(new Run(0, "", ""), Run.of("who-holds", "vkms", "-q", "-i", HELD));
    assertEquals(new Run(1, "", ""), Run.of("who-holds", "vkms", "-q", "-i", FREE));
  }

  @Test
  void takesSeveralModulesAndSpellsThemAsTheKernelDoes() {
    var run = Run.of("who-holds", "vkms", "drm-kms-helper", "./vkms.ko.xz", "-i", FREE);
    assertEquals(
        """
        vkms: 0 references, nobody holds it

        drm_kms_helper: 1 reference, 1 explained
        HOLDER       PID  REFS  GETS  PUTS       SINCE  CALL SITE
        module vkms    -     1     -     -  523.813723  ref_module: another module uses its symbols (taken by modprobe-1101)
        """,
        run.out());
    assertEquals(0, run.exitCode());
  }

  @Test
  void saysWhatIsMissingFromAPartialAnswer() {
    var run = Run.withInput(LOST, "who-holds", "m", "--json", "-i", "-");
    assertEquals(
        "modtrace: m: the trace lost events (17 events on CPU 1): what is shown held may have been given back there\n",
        run.err());
    assertEquals(0, run.exitCode());
    assertEquals(5, Run.withInput(LOST, "who-holds", "m", "--strict", "-i", "-").exitCode());
  }

  @Test
  void cannotTellOfAModuleThatTheRecordingDoesNotKnow() {
    assertEquals(
        new Run(
            3,
            "",
            "modtrace: src/samples/vkms-2018.txt has no event of nosuch: record from before it is loaded,"
                + " or give its right name\n"),
        Run.of("who-holds", "nosuch", "-i", HELD));
  }

  @Test
  void refusesWhatIsNoTraceAndSaysWhatItLooksLike(@TempDir Path folder) {
    assertEquals(
        new Run(
            4,
            "",
            "modtrace: standard input is no trace: it looks like JSON (modtrace record makes one)\n"),
        Run.withInput("{\"a\":1}\n", "who-holds", "m", "-i", "-"));
    assertEquals(
        new Run(
            4,
            "",
            "modtrace: standard input is no trace: it is empty (modtrace record makes one)\n"),
        Run.withInput("", "who-holds", "m", "-i", "-"));
    assertEquals(
        new Run(
            4, "", "modtrace: " + folder + " is a directory, not a recording: give a file in it\n"),
        Run.of("who-holds", "m", "-i", folder.toString()));
    assertEquals(
        new Run(4, "", "modtrace: cannot read nosuch: no such file (modtrace record makes one)\n"),
        Run.of("who-holds", "m", "-i", "nosuch"));
  }

  @Test
  void usesWhatComesBeforeTheDamageInAGzip(@TempDir Path folder) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(Files.readAllBytes(Path.of(HELD)));
    }
    Path whole = Files.write(folder.resolve("whole.gz"), packed.toByteArray());
    Path cut =
        Files.write(
            folder.resolve("cut.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() - 4));
    String[] question = {"who-holds", "vkms", "-t", "--strict", "-i"};
    assertEquals(new Run(0, "545\n", ""), Run.of(with(question, whole)));
    assertEquals(
        new Run(
            5,
            "545\n",
            "modtrace: cannot read on in "
                + cut
                + ": its gzip data is damaged or cut short; the answer is from what comes before\n"),
        Run.of(with(question, cut)));
  }

  private static String[] with(String[] words, Path file) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = file.toString();
    return all;
  }

  @Test
  void lettersThatATerminalWouldObeyNeverReachIt() {
    String text = LOST.replace("            b-200", "   \u001b[2Jb\u202e-200");
    assertEquals(
        -1,
        Run.withInput(text, "who-holds", "m", "-i", "-")
            .out()
            .chars()
            .filter(c -> c != '\n' && (c < ' ' || c > '~'))
            .findFirst()
            .orElse(-1));
  }
}
