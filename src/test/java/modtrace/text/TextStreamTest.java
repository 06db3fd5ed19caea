package modtrace.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A trace that is still being written: how its bytes come makes no difference. */
class TextStreamTest {
  private static final String TEXT =
      """
      cpus=2
                  bash-25      [000] .....     1.000002: module_get: vkms call_site=f refcnt=2
                  bash-25      [000] .....     1.000003: <stack trace>
       => f
       => g
      oops
      CPU:1 [LOST 5 EVENTS]
              new
      line-25      [000] .....     1.000004: module_put: vkms call_site=f refcnt=1
        hello
                  bash-25      [000] .....     1.000005: sched_switch: x
                  bash-25      [000] .....     1.000006: module_free: vk""";

  @Test
  void readsTheSameByteByByte() throws Exception {
    assertEquals(Told.of(TEXT), Told.of(new Dripping(TEXT.getBytes(UTF_8))));
  }

  @Test
  void readsTheSameSplitAnywhere() throws Exception {
    byte[] bytes = TEXT.getBytes(UTF_8);
    Told whole = Told.of(bytes);
    for (int at = 0; at <= bytes.length; at++) {
      var first = new ByteArrayInputStream(bytes, 0, at);
      var rest = new ByteArrayInputStream(bytes, at, bytes.length - at);
      assertEquals(whole, Told.of(new SequenceInputStream(first, rest)), "split at " + at);
    }
  }

  @Test
  void readsTheSameWhereverTheBufferEnds() throws Exception {
    Told whole = Told.of(TEXT + "\n");
    for (int fill = 131_072 - TEXT.length(); fill <= 131_072; fill += 3) {
      String comments = ("#" + "x".repeat(62) + "\n").repeat(fill / 64) + "#".repeat(fill % 64);
      Told told = Told.of(comments + "\n" + TEXT + "\n");
      assertEquals(unnumbered(whole), unnumbered(told), "after " + fill);
    }
  }

  private static String unnumbered(Told told) {
    return told.items().replaceAll("(?m)^[0-9]+: ", "");
  }

  @Test
  void handsOnALineAsSoonAsItsNewlineHasCome() throws Exception {
    for (String line :
        new String[] {
          "            bash-25      [000] .....     1.000002: module_free: vkms\n",
          "bash-25 [000] 1.000002: module_free: vkms\r\n",
          "CPU:1 [LOST 5 EVENTS]\n",
          "oops\n"
        }) {
      try (var source = TextSource.of(new Silent(line.getBytes(UTF_8)))) {
        String told = Told.line(Objects.requireNonNull(source.next()));
        assertEquals(Told.of(line).items(), told);
        assertThrows(WouldWait.class, source::next);
      }
    }
  }

  @Test
  void waitsForTheRestOfAName() throws Exception {
    try (var source = TextSource.of(new Silent("        new\n".getBytes(UTF_8)))) {
      assertThrows(WouldWait.class, source::next);
    }
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
  }

  /** Bytes, and then nothing yet. */
  private static final class Silent extends InputStream {
    private final ByteArrayInputStream bytes;

    Silent(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      throw new WouldWait();
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int got = bytes.read(buffer, from, length);
      if (got < 0) {
        throw new WouldWait();
      }
      return got;
    }
  }

  /** The reader asks for more. */
  private static final class WouldWait extends IOException {
    private static final long serialVersionUID = 1;
  }
}
