package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import modtrace.sys.Errno;
import modtrace.sys.FakeKernel;
import modtrace.sys.Fd;
import modtrace.sys.OpenFlag;
import org.junit.jupiter.api.Test;

/** A recording while it goes on, and in order. */
final class DatWriterTest {
  private static final int PAGE = DatWriterPages.PAGE_BYTES;
  private static final DatWriterTexts TEXTS =
      new DatWriterTexts(
          DatWriterPages.HEADER_PAGE,
          "# compressed entry header\n",
          List.of("name: kernel_stack\n"),
          new TreeMap<>(Map.of("module", List.of("name: module_get\n"))),
          LongText.of("ffffffff81000000 T _text\n"),
          "",
          "339 modprobe\n",
          "local [mono]\n",
          "Linux host 6.1.0 x86_64",
          Map.of());

  private final FakeKernel kernel =
      FakeKernel.withModuleEvents().file("/trace.dat", "").file("/trace.dat.new", "");

  @Test
  void goesOnInAPageThatWasNotFull() throws Exception {
    byte[] whole =
        finished(
            (recording, file) -> {
              recording.pages(
                  0, DatWriterPages.run(DatWriterPages.at(100).event(0, 1).event(7, 2)));
              recording.pages(
                  0,
                  DatWriterPages.run(
                      DatWriterPages.at(107).event(5, 3), DatWriterPages.at(200).event(0, 4)));
              assertEquals(4, recording.events());
            });
    assertArrayEquals(
        bytes(
            DatWriterPages.run(
                DatWriterPages.at(100).event(0, 1).event(7, 2).event(5, 3),
                DatWriterPages.at(200).event(0, 4))),
        data(whole, 0));
  }

  @Test
  void keepsAPageApartThatDoesNotFit() throws Exception {
    DatWriterPages full = DatWriterPages.at(100);
    for (int i = 0; i < 13; i++) {
      full.event(i == 0 ? 0 : 1, i);
    }
    DatWriterPages more = DatWriterPages.at(112).event(1, 13).event(1, 14);
    byte[] whole =
        finished(
            (recording, file) -> {
              recording.pages(0, DatWriterPages.run(full));
              recording.pages(0, DatWriterPages.run(more));
            });
    assertArrayEquals(bytes(DatWriterPages.run(full, more)), data(whole, 0));
  }

  @Test
  void putsTheCpusInOrder() throws Exception {
    DatWriterPages one = DatWriterPages.at(100).event(0, 1);
    DatWriterPages two = DatWriterPages.at(50).event(0, 2);
    byte[] whole =
        finished(
            (recording, file) -> {
              recording.pages(1, DatWriterPages.run(one));
              recording.pages(0, DatWriterPages.run(two));
            });
    assertArrayEquals(two.bytes(), data(whole, 0));
    assertArrayEquals(one.bytes(), data(whole, 1));
    assertEquals(0, table(whole, 0, 0) % PAGE);
    assertEquals(table(whole, 0, 0) + PAGE, table(whole, 1, 0));
    assertEquals(whole.length, table(whole, 1, 0) + PAGE);
  }

  @Test
  void isATraceDatWhileItGoesOn() throws Exception {
    DatWriterPages page = DatWriterPages.at(100).event(0, 1);
    finished(
        (recording, file) -> {
          recording.pages(1, DatWriterPages.run(page));
          byte[] now = kernel.recorded("/trace.dat");
          assertArrayEquals(page.bytes(), data(now, 1));
          assertEquals(0, table(now, 0, 1));
        });
  }

  @Test
  void learnsFunctionsAndNamesWhileItGoesOn() throws Exception {
    finished(
        (recording, file) -> {
          String text = "ffffffff81000000 T _text\n";
          recording.learn(
              LongText.of(text + "ffffffffc0000000 t f\t[vkms]\n"), "339 modprobe\n812 sh\n");
          String now = new String(kernel.recorded("/trace.dat"), ISO_8859_1);
          assertTrue(now.contains(text + "ffffffffc0000000 t f\t[vkms]\n\n"));
          assertTrue(now.contains("339 modprobe\n812 sh\n\n"));
          recording.learn(LongText.of(text), "7 sh\n");
          now = new String(kernel.recorded("/trace.dat"), ISO_8859_1);
          assertTrue(now.contains(text + "\n") && !now.contains("vkms"));
          assertTrue(now.contains("7 sh\n\n") && !now.contains("812"));
        });
  }

  @Test
  void saysWhoseItsExtentsAre() throws Exception {
    ByteBuffer extent = ByteBuffer.allocateDirect(DatWriterExtents.EXTENT_BYTES + PAGE);
    for (int at = 0; at < extent.capacity(); at += PAGE) {
      extent.put(at, DatWriterPages.at(at).event(0, at).bytes());
    }
    finished(
        (recording, file) -> {
          recording.pages(1, extent.order(ByteOrder.nativeOrder()));
          recording.pages(0, DatWriterPages.run(DatWriterPages.at(1).event(0, 1)));
          extent.clear().limit(PAGE);
          byte[] now = kernel.recorded("/trace.dat");
          int book = indexOf(now, "modtrace extents");
          ByteBuffer owners = ByteBuffer.wrap(now).order(ByteOrder.nativeOrder());
          assertEquals(1 << 20, owners.getInt(book + 16));
          assertEquals(32752, owners.getInt(book + 20));
          assertEquals(0, owners.getLong(book + 24));
          assertEquals(
              List.of((short) 2, (short) 2, (short) 1, (short) 0),
              List.of(
                  owners.getShort(book + 32),
                  owners.getShort(book + 34),
                  owners.getShort(book + 36),
                  owners.getShort(book + 38)));
          assertEquals(book + (1 << 16), table(now, 1, 0));
          assertEquals((1 << 20) + PAGE, table(now, 1, 1));
        });
  }

  @Test
  void blotsOutWhatAFullDiskTookInPart() throws Exception {
    finished(
        (recording, file) -> {
          recording.pages(0, DatWriterPages.run(DatWriterPages.at(100).event(0, 1)));
          long writes = kernel.calls().stream().filter("write /trace.dat"::equals).count();
          kernel.fail("write", "/trace.dat", 1, Errno.ENOSPC);
          assertThrows(
              IOException.class,
              () -> recording.pages(0, DatWriterPages.run(DatWriterPages.at(200).event(0, 2))));
          assertEquals(
              writes + 2, kernel.calls().stream().filter("write /trace.dat"::equals).count());
          assertEquals(1, recording.events());
        });
  }

  @Test
  void tellsTheFormatsAndWhoWroteIt() throws Exception {
    String whole = new String(finished((recording, file) -> {}), ISO_8859_1);
    assertEquals("\027\010Dtracing6\0", whole.substring(0, 12));
    int module = whole.indexOf("module\0");
    assertEquals(
        "\1\0\0\0\21\0\0\0\0\0\0\0name: module_get\n", whole.substring(module + 7, module + 36));
    assertFalse(whole.contains("modtrace extents"));
    assertEquals(whole.indexOf("modtrace 1"), whole.lastIndexOf("modtrace 1"));
  }

  /** What is done with a recording before it is put in order. */
  private interface Deeds {
    void on(DatWriter recording, Fd file) throws IOException;
  }

  private byte[] finished(Deeds deeds) throws IOException {
    Fd file = kernel.open("/trace.dat", OpenFlag.READ_WRITE);
    try (var recording = DatWriter.begin(file, TEXTS, "modtrace 1", PAGE, 2);
        Fd whole = kernel.open("/trace.dat.new", OpenFlag.READ_WRITE)) {
      deeds.on(recording, file);
      recording.finish(whole, TEXTS);
    }
    kernel.close();
    return kernel.recorded("/trace.dat.new");
  }

  /** Of the table of a file's CPUs the offset (0) or size (1) of one. */
  private static long table(byte[] file, int cpu, int field) {
    int at = indexOf(file, "flyrecord\0") + 10 + cpu * 16 + field * 8;
    return ByteBuffer.wrap(file).order(ByteOrder.nativeOrder()).getLong(at);
  }

  private static byte[] data(byte[] file, int cpu) {
    int from = (int) table(file, cpu, 0);
    return Arrays.copyOfRange(file, from, from + (int) table(file, cpu, 1));
  }

  private static int indexOf(byte[] file, String text) {
    return new String(file, ISO_8859_1).indexOf(text);
  }

  private static byte[] bytes(ByteBuffer pages) {
    byte[] bytes = new byte[pages.remaining()];
    pages.get(bytes);
    return bytes;
  }
}
