package modtrace.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineReaderTest {
  /** Gives what there is in pieces of any size, as a pipe does. */
  private static InputStream inPieces(byte[] bytes, Random random) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        int most = random.nextBoolean() ? 1 + random.nextInt(40) : length;
        return super.read(into, from, Math.min(most, length));
      }
    };
  }

  /** Lines of up to 200 bytes, some empty, some far longer. */
  private static String lines(int number, Random random) {
    var text = new StringBuilder();
    for (int i = 0; i < number; i++) {
      int length = random.nextInt(50) == 0 ? random.nextInt(20_000) : random.nextInt(200);
      for (int at = 0; at < length; at++) {
        text.append((char) ('a' + random.nextInt(20)));
      }
      text.append('\n');
    }
    text.setLength(text.length() - random.nextInt(2));
    return text.toString();
  }

  private static String current(LineReader reader) {
    return new String(reader.buffer(), reader.from(), reader.to() - reader.from(), ISO_8859_1);
  }

  @Test
  void givesTheLinesThatAreThere() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      String text = lines(seed == 0 ? 40_000 : 1000, random);
      var reader = new LineReader(inPieces(text.getBytes(ISO_8859_1), random));
      List<String> expected = text.lines().toList();
      for (int i = 0; i < expected.size(); i++) {
        assertTrue(reader.next());
        assertEquals(expected.get(i), current(reader));
        assertEquals(i + 1, reader.number());
        assertEquals(i + 1 < expected.size() || text.endsWith("\n"), reader.terminated());
      }
      assertFalse(reader.next());
    }
  }

  @Test
  void joinsAndSplitsWhereverAReadEnds() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      String text = lines(600, random);
      var reader = new LineReader(inPieces(text.getBytes(ISO_8859_1), random));
      List<String> read = new ArrayList<>();
      while (reader.next()) {
        int length = reader.to() - reader.from();
        int joined = 0;
        while (length < 16 && joined < 3 && reader.join()) {
          joined++;
        }
        if (joined > 0 && random.nextBoolean()) {
          reader.split(length);
        }
        read.add(current(reader));
      }
      assertEquals(String.join("\n", text.lines().toList()), String.join("\n", read));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {65_536, 65_537, 131_072, 200_000, 500_000})
  void keepsTheBeginningOfWhatIsTooLongForALine(int length) throws IOException {
    String text = "a\n" + "b".repeat(length) + "\nc\n";
    var reader = new LineReader(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
    assertTrue(reader.next());
    assertTrue(reader.next());
    assertTrue(reader.to() - reader.from() >= Math.min(length, LineReader.LONGEST_LINE));
    assertTrue(current(reader).matches("b+"));
    assertTrue(reader.next());
    assertEquals("c", current(reader));
    assertEquals(3, reader.number());
  }
}
