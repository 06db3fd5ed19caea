package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.event.TraceItem;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a recording says that its events are made of, and how they are to be printed. */
class FormatFuzzTest {
  private static final String FIELDS =
      """
      \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
      \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

      \tfield:int a;\toffset:8;\tsize:4;\tsigned:1;
      \tfield:__data_loc char[] name;\toffset:12;\tsize:4;\tsigned:1;
      \tfield:u8 mac[6];\toffset:16;\tsize:6;\tsigned:0;
      \tfield:const char * text;\toffset:24;\tsize:8;\tsigned:0;
      \tfield:__rel_loc u16[] list;\toffset:32;\tsize:4;\tsigned:0;
      """;

  private static final String HEADER_PAGE =
      """
      \tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;
      \tfield: local_t commit;\toffset:8;\tsize:8;\tsigned:1;
      \tfield: char data;\toffset:16;\tsize:4080;\tsigned:0;
      """;

  private static final String KALLSYMS =
      "ffffffff81000000 T startup_64\nffffffffc0000000 t get\t[vkms]\n";
  private static final int PAGE = 4096;
  private static final int LONGEST_EVENT = 112;

  @TempDir static Path folder;

  @FuzzTest
  void printsByAnyFormat(FuzzedDataProvider data) throws IOException {
    String print = data.consumeString(400);
    byte[] event = data.consumeRemainingAsBytes();
    check(FIELDS + "\nprint fmt: " + print + "\n", "0xffffffff82000000 : \"text\\n\"\n", event);
  }

  @FuzzTest
  void readsAnyFields(FuzzedDataProvider data) throws IOException {
    String printk = data.consumeString(60);
    byte[] event = data.consumeBytes(LONGEST_EVENT);
    check(data.consumeRemainingAsString(), printk, event);
  }

  /** An event is told once, whatever is in it, and not at any length. */
  private static void check(String fields, String printk, byte[] event) throws IOException {
    String format = "name: event\nID: 1\nformat:\n" + fields;
    byte[] recording = recording(format, printk, event);
    List<TraceItem> items = new ArrayList<>();
    try (var source = DatSource.of(DatFile.open(Files.write(folder.resolve("dat"), recording)))) {
      for (TraceItem item = source.next(); item != null; item = source.next()) {
        items.add(item);
      }
      assertEquals(1, source.tally().otherEvents());
    }
    assertTrue(items.size() <= 1, items.toString());
    if (!items.isEmpty() && items.get(0) instanceof TraceItem.Other other) {
      assertEquals("event", other.name());
      assertTrue(other.text().length() <= EventText.LONGEST, "length " + other.text().length());
    }
  }

  /** A file of version 6 with this one event. */
  private static byte[] recording(String format, String printk, byte[] event) {
    var head = new ByteArrayOutputStream();
    head.writeBytes(new byte[] {0x17, 0x08});
    head.writeBytes("Dtracing6\0\0\b".getBytes(ISO_8859_1));
    head.writeBytes(word(PAGE));
    head.writeBytes("header_page\0".getBytes(ISO_8859_1));
    head.writeBytes(sized(HEADER_PAGE));
    head.writeBytes("header_event\0".getBytes(ISO_8859_1));
    head.writeBytes(sized(""));
    head.writeBytes(word(0)); // formats of ftrace's
    head.writeBytes(word(1));
    head.writeBytes("sys\0".getBytes(ISO_8859_1));
    head.writeBytes(word(1));
    head.writeBytes(sized(format));
    head.writeBytes(shortSized(KALLSYMS));
    head.writeBytes(shortSized(printk));
    head.writeBytes(sized("1 init\n"));
    head.writeBytes(word(1)); // CPUs
    head.writeBytes("flyrecord\0".getBytes(ISO_8859_1));
    head.writeBytes(longWord(head.size() + 16L));
    head.writeBytes(longWord(PAGE));
    head.writeBytes(page(event));
    return head.toByteArray();
  }

  private static byte[] page(byte[] event) {
    int words = Math.min(event.length, LONGEST_EVENT) / 4;
    ByteBuffer page = ByteBuffer.allocate(PAGE).order(ByteOrder.LITTLE_ENDIAN);
    page.putLong(1000).putLong(8 + 4L * words);
    page.putInt(0).putInt(4 + 4 * words).put(event, 0, 4 * words);
    return page.putShort(24, (short) 1).array();
  }

  private static byte[] sized(String text) {
    return joined(longWord(text.getBytes(ISO_8859_1).length), text);
  }

  private static byte[] shortSized(String text) {
    return joined(word(text.getBytes(ISO_8859_1).length), text);
  }

  private static byte[] joined(byte[] size, String text) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(size);
    bytes.writeBytes(text.getBytes(ISO_8859_1));
    return bytes.toByteArray();
  }

  private static byte[] word(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private static byte[] longWord(long number) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
  }
}
