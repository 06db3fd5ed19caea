package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import modtrace.sys.LinuxKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** {@code modtrace report --html} and {@code --svg}. */
final class ReportPictureTest {
  private static final String SEED = "src/samples/vkms-2018.txt";

  @TempDir Path folder;

  private static Document html(String file, String... more) throws Exception {
    return drawn("--html", file, more);
  }

  /** Both forms are well-formed XML. */
  private static Document drawn(String form, String file, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("report", "-i", file, form, "-"));
    words.addAll(List.of(more));
    var run = Run.of(words.toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
    return parsed(run.out());
  }

  private static Document parsed(String text)
      throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private String recording(String... lines) throws IOException {
    String text = String.join("\n", lines) + "\n";
    return Files.writeString(Files.createTempFile(folder, "trace", ".txt"), text).toString();
  }

  private static String get(String comm, int pid, int cpu, double time, int refcnt) {
    return event("module_get", "chrdev_open", comm, pid, cpu, time, refcnt);
  }

  private static String put(String comm, int pid, int cpu, double time, int refcnt) {
    return event("module_put", "__fput", comm, pid, cpu, time, refcnt);
  }

  private static String event(
      String event, String site, String comm, int pid, int cpu, double time, int refcnt) {
    return String.format(
        Locale.ROOT,
        "%16s-%-7d [%03d] ..... %.6f: %s: vkms call_site=%s refcnt=%d",
        comm,
        pid,
        cpu,
        time,
        event,
        site,
        refcnt);
  }

  private static List<Element> all(Document page, String element, String kind) {
    NodeList found = page.getElementsByTagName(element);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> (Element) found.item(i))
        .filter(e -> List.of(e.getAttribute("class").split(" ", -1)).contains(kind))
        .toList();
  }

  private static List<String> texts(Document page, String element, String kind) {
    return all(page, element, kind).stream().map(Element::getTextContent).toList();
  }

  private static Run writing(String... words) {
    return Run.onKernel(new LinuxKernel(), Path.of("/nonexistent"), words);
  }

  @Test
  void saysWhoHoldsAndSinceWhen() throws Exception {
    Document page = html(SEED, "-m", "vkms");
    assertEquals(
        List.of("vkms: 1 reference, 1 explained: systemd-logind (545)"), texts(page, "li", "held"));
    assertEquals(
        List.of(
            "102.168297 get at drm_stub_open by systemd-logind-545; not given back until the end"),
        texts(page, "rect", "open").stream().map(String::strip).toList());
    assertEquals(
        List.of(
            "102.161679 get at load_module by modprobe-1687; 102.163020 put at do_init_module by modprobe-1687 (1.3 ms)"),
        texts(page, "rect", "bar").stream().map(String::strip).toList());
  }

  @Test
  void drawsAStepAtEachEvent() throws Exception {
    String trace =
        recording(
            get("a", 1001, 0, 10.0, 2), get("b", 1002, 0, 11.0, 3), put("b", 1002, 0, 12.0, 2));
    String path = all(drawn("--svg", trace), "path", "count").get(0).getAttribute("d");
    assertEquals("M270 102H270V75H714.12V48H1158.24V75H1176", path);
  }

  @Test
  void aBarEndsWhereAnotherTaskGivesBack() throws Exception {
    String trace = recording(get("logind", 501, 0, 10.0, 2), put("compositor", 502, 1, 12.5, 1));
    assertEquals(
        List.of(
            "10.000000 get at chrdev_open by logind-501; 12.500000 put at __fput by compositor-502 (2.5 s)"),
        texts(html(trace), "rect", "bar").stream().map(String::strip).toList());
  }

  @Test
  void everyNameOfTheTraceIsText() throws Exception {
    String trace =
        recording(
            get("<script>x</scri", 1001, 0, 10.0, 2),
            get("\"><img src=x>&#", 1002, 0, 11.0, 3),
            get("]]> --> \u202e\u0007", 1003, 0, 12.0, 4));
    Document page = html(trace);
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertEquals(0, page.getElementsByTagName("img").getLength());
    assertTrue(
        texts(page, "li", "held")
            .get(0)
            .contains("<script>x</scri (1001), \"><img src=x>&# (1002)"));
    String whole = page.getDocumentElement().getTextContent();
    assertTrue(whole.contains("]]> --> \\u202e\\x07"), whole);
    assertFalse(whole.contains("\u202e"));
  }

  @Test
  void aLossLiesBetweenTheEventsOfItsCpu() throws Exception {
    String trace =
        recording(
            get("a", 1001, 1, 10.0, 2),
            get("b", 1002, 0, 11.0, 3),
            "CPU:1 [LOST 17 EVENTS]",
            get("b", 1002, 0, 12.0, 4),
            get("a", 1001, 1, 13.0, 7));
    Document page = html(trace);
    List<String> lost = texts(page, "rect", "lost").stream().map(String::strip).toList();
    assertTrue(
        lost.contains("17 events were lost on CPU 1, 10.000000 to 13.000000"), lost.toString());
    assertTrue(
        lost.contains("gets or puts are missing here, 12.000000 to 13.000000"), lost.toString());
    assertTrue(
        texts(page, "p", "caveat").get(0).contains("the trace lost events (17 events on CPU 1)"));
  }

  @Test
  void whatCameBeforeTheTraceIsNobodys() throws Exception {
    String trace = recording(put("a", 1001, 0, 10.0, 3), get("b", 1002, 0, 11.0, 4));
    Document page = html(trace);
    assertEquals(
        List.of(
            "3 references, taken before the trace or where it has gaps",
            "2 references, taken before the trace or where it has gaps"),
        texts(page, "rect", "unknown").stream().map(String::strip).toList());
    assertTrue(texts(page, "text", "holds").get(1).startsWith("nobody knows who"));
  }

  /** However many there are, each is in some bar, and the page stays small. */
  @Test
  void manyEventsBecomeFewBarsThatStandForAllOfThem() throws Exception {
    int pairs = 30_000;
    var lines = new String[2 * pairs];
    for (int i = 0; i < pairs; i++) {
      lines[2 * i] = get("w" + i % 7, 1000 + i % 7, 0, 10 + i * 0.001, 2);
      lines[2 * i + 1] = put("w" + i % 7, 1000 + i % 7, 0, 10.0004 + i * 0.001, 1);
    }
    Document page = html(recording(lines));
    List<String> merged = texts(page, "rect", "many");
    int stand =
        merged.stream().mapToInt(text -> Integer.parseInt(text.strip().split(" ", 2)[0])).sum();
    int single = all(page, "rect", "bar").size();
    assertEquals(pairs, stand + single);
    assertTrue(merged.size() + single <= 6000, merged.size() + " and " + single);
    assertTrue(
        page.getElementsByTagName("figcaption").item(0).getTextContent().contains("Drawn as one"));
    assertEquals(7, page.getElementsByTagName("tr").getLength() - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.10.0-32-amd64", "6.1.0-56-amd64", "6.12.95+deb12-amd64"})
  void aTraceDatLooksLikeItsText(String kernel) throws Exception {
    Path capture = Path.of("src/test/resources/captures", kernel, "trace-cmd");
    assertEquals(words(capture + "/recording.txt"), words(capture + "/trace.dat.gz"));
  }

  /** Of what is drawn; the times without their nanoseconds, which the text does not tell. */
  private static List<String> words(String file) throws Exception {
    Document page = drawn("--svg", file, "-m", "drm");
    NodeList titles = page.getElementsByTagName("title");
    assertTrue(titles.getLength() > 10);
    return IntStream.range(0, titles.getLength())
        .mapToObj(i -> titles.item(i).getTextContent().replaceFirst(" \\(.*s\\)", ""))
        .toList();
  }

  @Test
  void theFileIsPrivateAndNothingIsReplaced() throws Exception {
    Path file = folder.resolve("page.html");
    String[] words = {"report", "-i", SEED, "--html", file.toString()};
    assertEquals(new Run(0, "", ""), writing(words));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    byte[] first = Files.readAllBytes(file);
    var again = writing(words);
    assertEquals(3, again.exitCode());
    assertEquals(
        "modtrace: cannot write " + file + ": it exists (name another one, or use --force)\n",
        again.err());
    Files.writeString(file, "old");
    assertEquals(0, writing("report", "-i", SEED, "--html", file.toString(), "--force").exitCode());
    assertEquals(new String(first, UTF_8), Files.readString(file));
  }

  /**
   * What is drawn goes nowhere through a link, and leaves nothing when there is nothing to draw.
   */
  @Test
  void noLinkIsFollowedAndNothingIsLeftBehind() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "precious");
    Path link = Files.createSymbolicLink(folder.resolve("link.html"), target);
    assertEquals(3, writing("report", "-i", SEED, "--html", link.toString(), "--force").exitCode());
    assertEquals("precious", Files.readString(target));
    Path never = folder.resolve("never.html");
    assertEquals(4, writing("report", "-i", "LICENSE", "--html", never.toString()).exitCode());
    try (var left = Files.list(folder)) {
      assertEquals(2, left.count());
    }
  }

  @Test
  void oneFormAtATime() {
    var run = Run.of("report", "-i", SEED, "--html", "-", "--json");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("mutually exclusive"), run.err());
  }

  @Test
  void aRecordingWithoutEventsSaysSo() throws Exception {
    String empty = recording("# tracer: nop", "#");
    assertEquals(0, drawn("--svg", empty).getElementsByTagName("path").getLength());
    Document page = html(empty);
    assertEquals(
        "no module was loaded, taken or given back in it",
        page.getElementsByTagName("li").item(0).getTextContent().strip());
  }

  /** Lost are the events that would tell, and no time is known for that. */
  @Test
  void aRecordingOfLossesAloneTellsThem() throws Exception {
    String losses = recording("# tracer: nop", "CPU:2 [LOST 17 EVENTS]", "CPU:3 [LOST EVENTS]");
    assertEquals(0, drawn("--svg", losses).getElementsByTagName("path").getLength());
    assertEquals(
        "the trace lost events (17 events on CPU 2, an unknown number on CPU 3): there may have been gets and puts",
        html(losses).getElementsByTagName("p").item(0).getTextContent().strip());
  }
}
