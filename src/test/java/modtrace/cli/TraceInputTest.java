package modtrace.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import modtrace.event.TraceSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings as they come: packed, cut short, slowly, or none at all. */
class TraceInputTest {
  private static final String LINE =
      "            bash-25      [000] .....     1.000002: module_free: vkms\n";

  @Test
  void readsPlainText() throws Exception {
    assertEquals(3, events(LINE.repeat(3).getBytes(ISO_8859_1)));
  }

  @Test
  void readsAByteAtATime() throws Exception {
    assertEquals(3, events(new Dripping(LINE.repeat(3).getBytes(ISO_8859_1))));
    assertEquals(3, events(new Dripping(gzip(LINE.repeat(3)))));
  }

  @Test
  void readsGzip() throws Exception {
    assertEquals(100_000, events(gzip(LINE.repeat(100_000))));
  }

  @Test
  void readsOneGzipAfterAnother() throws Exception {
    var both = new ByteArrayOutputStream();
    for (int i = 0; i < 40; i++) {
      both.writeBytes(gzip(LINE.repeat(i) + "#" + Integer.toHexString(i * 0x9E3779B1) + "\n"));
    }
    assertEquals(780, events(both.toByteArray()));
    assertEquals(780, events(new Dripping(both.toByteArray())));
  }

  @Test
  void readsACutGzipAsFarAsItGoesAndThenSaysSo() throws Exception {
    byte[] whole = gzip(LINE.repeat(1000));
    var cut = new ByteArrayInputStream(Arrays.copyOf(whole, whole.length - 20));
    TraceInput input = TraceInput.open("-", cut);
    try (TraceSource source = input.all()) {
      IOException end =
          assertThrows(
              IOException.class,
              () -> {
                while (source.next() != null) {}
              });
      assertEquals(
          "cannot read on in standard input: its gzip data is damaged or cut short",
          input.unreadable(end).getMessage());
      assertEquals(true, source.tally().moduleEvents() > 100);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'PERFILE2h', 'is a perf.data: give its text instead, perf script -i FILE | modtrace …'",
    "'\u007fELF\u0002', 'is an ELF program or module, not a trace'",
    "'(\u00b5/\u00fd\u0004', 'is zstd data: unpack it first, zstdcat FILE | modtrace …'",
  })
  void saysWhatABinaryFileIsHoweverItComes(String head, String words) {
    byte[] bytes = (head + "\u0000\u0001").getBytes(ISO_8859_1);
    for (InputStream in :
        new InputStream[] {new ByteArrayInputStream(bytes), new Dripping(bytes)}) {
      Failure failure = assertThrows(Failure.class, () -> TraceInput.open("-", in));
      assertEquals("standard input " + words, failure.getMessage());
      assertEquals(ExitCode.NO_TRACE, failure.exitCode());
    }
  }

  @Test
  void takesATraceFileWithoutEventsForATrace() throws Exception {
    byte[] text =
        "# tracer: nop\n#\n# entries-in-buffer/entries-written: 0/0   #P:2\n".getBytes(ISO_8859_1);
    assertEquals("", judged(text));
  }

  @Test
  void saysWhatAFileThatIsNoTraceLooksLike() throws Exception {
    byte[] lsmod = "Module                  Size  Used by\nvkms 32768 1\n".getBytes(ISO_8859_1);
    Failure failure = assertThrows(Failure.class, () -> judged(lsmod));
    assertEquals(
        "standard input is no trace: it looks like the output of lsmod (modtrace record makes one)",
        failure.getMessage());
  }

  @Test
  void warnsOfLinesThatAreNoTraceLines() throws Exception {
    assertEquals(
        "modtrace: standard input: 2 lines are no trace lines, the first is line 2\n",
        judged((LINE + "oops\n" + LINE + "\u0007\n").getBytes(ISO_8859_1)));
  }

  private static long events(byte[] bytes) throws IOException {
    return events(new ByteArrayInputStream(bytes));
  }

  private static long events(InputStream in) throws IOException {
    try (TraceSource source = TraceInput.open("-", in).all()) {
      while (source.next() != null) {}
      return source.tally().moduleEvents();
    }
  }

  private static String judged(byte[] bytes) throws IOException {
    var talk = new ByteArrayOutputStream();
    TraceInput input = TraceInput.open("-", new ByteArrayInputStream(bytes));
    try (TraceSource source = input.all()) {
      while (source.next() != null) {}
      input.judge(source.tally(), false, new Talk(talk, false, false));
    }
    return talk.toString(ISO_8859_1);
  }

  private static byte[] gzip(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(ISO_8859_1));
    }
    return packed.toByteArray();
  }

  /** One byte a read. */
  private static final class Dripping extends ByteArrayInputStream {
    Dripping(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] buffer, int from, int length) {
      return super.read(buffer, from, Math.min(1, length));
    }

    @Override
    public synchronized int available() {
      return 0;
    }
  }
}
