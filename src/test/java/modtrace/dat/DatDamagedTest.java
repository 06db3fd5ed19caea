package modtrace.dat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import modtrace.event.TraceItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file ends in one sentence, never in a defect, however it is damaged. */
class DatDamagedTest {
  private static final String KERNEL = "6.1.0-56-amd64";

  @TempDir Path folder;

  @Test
  void saysWhereItWasCutWhereverThatIs() throws IOException {
    byte[] whole = Captured.bytes(KERNEL);
    Path file = Files.write(folder.resolve("trace.dat"), whole);
    long all = readAll(file);
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int length = whole.length - 1; length >= 0; length -= step(length, whole.length)) {
        channel.truncate(length);
        try {
          assertEquals(all, readAll(file), "cut at " + length); // only what nobody needs is gone
        } catch (DatException e) {
          assertTrue(String.valueOf(e.getMessage()).startsWith("at offset "), e.getMessage());
        }
      }
    }
  }

  /** Every byte near both ends, where the headers and the options are; between them one in 17. */
  private static int step(int length, int whole) {
    return length < 2000 || whole - length < 2000 ? 1 : 17;
  }

  @Test
  void readsOnOrSaysWhyNotWithAnyByteChanged() throws IOException {
    byte[] whole = Captured.bytes(KERNEL);
    Path file = folder.resolve("trace.dat");
    var random = new Random(1);
    for (int i = 0; i < 100; i++) {
      byte[] changed = whole.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      Files.write(file, changed);
      try {
        assertTrue(readAll(file) < 1000);
      } catch (DatException e) {
        assertNotNull(e.getMessage());
        assertFalse(e.getMessage().contains("\n"));
      }
    }
  }

  private static long readAll(Path file) throws IOException {
    long items = 0;
    try (var source = DatSource.of(DatFile.open(file))) {
      for (TraceItem item = source.next(); item != null; item = source.next()) {
        items++;
      }
    }
    return items;
  }
}
