package modtrace.dat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modtrace.dat.DatPieces.Piece;
import modtrace.sys.FakeKernel;
import modtrace.sys.Fd;
import modtrace.sys.OpenFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data of a recording that nobody put in order. */
final class DatPiecesTest {
  private static final int PAGE = DatWriterPages.PAGE_BYTES;
  private static final int EXTENT = DatWriterExtents.EXTENT_BYTES;
  private static final DatWriterTexts TEXTS =
      new DatWriterTexts(
          "", "", List.of(), new TreeMap<>(), LongText.of(""), "", "", "[mono]\n", "", Map.of());

  private static final DatWriterTexts GOING_ON =
      TEXTS.withRoom(DatWriter.SYMBOLS_ROOM, DatWriter.NAMES_ROOM);

  private final FakeKernel kernel =
      FakeKernel.withModuleEvents().file("/trace.dat", "").file("/trace.dat.new", "");

  @TempDir Path folder;

  @Test
  void findsAllExtentsOfEachCpu() throws Exception {
    byte[] killed = recorded("/trace.dat");
    long first = headEnd() + DatWriterExtents.BLOCK_BYTES;
    assertEquals(
        Optional.of(
            List.of(
                List.of(new Piece(first + EXTENT, 2 * PAGE)),
                List.of(new Piece(first, EXTENT), new Piece(first + 2 * EXTENT, PAGE)))),
        pieces(killed, killed.length, GOING_ON));
  }

  @Test
  void takesOnlyWholePagesOfAFileThatWasCut() throws Exception {
    byte[] killed = recorded("/trace.dat");
    long first = headEnd() + DatWriterExtents.BLOCK_BYTES;
    assertEquals(
        Optional.of(List.of(List.of(), List.of(new Piece(first, 5 * PAGE)))),
        pieces(killed, (int) first + 6 * PAGE - 1, GOING_ON));
  }

  @Test
  void findsNoneInARecordingThatIsInOrder() throws Exception {
    byte[] whole = recorded("/trace.dat.new");
    assertEquals(Optional.empty(), pieces(whole, whole.length, TEXTS));
  }

  @Test
  void tellsWhereEachCpuEndsAsLongAsNobodyPutItInOrder() throws Exception {
    Path killed = Files.write(folder.resolve("killed.dat"), recorded("/trace.dat"));
    try (DatFile file = DatFile.open(killed)) {
      assertTrue(file.isUnfinished());
      assertEquals(List.of(new CpuEnd(0, 2000), new CpuEnd(1, 1000)), file.cpuEnds());
    }
    Path whole = Files.write(folder.resolve("whole.dat"), recorded("/trace.dat.new"));
    try (DatFile file = DatFile.open(whole)) {
      assertFalse(file.isUnfinished());
    }
  }

  /** CPU 1 fills an extent, CPU 0 begins one with two pages, CPU 1 goes on with one page. */
  private byte[] recorded(String path) throws IOException {
    Fd file = kernel.open("/trace.dat", OpenFlag.READ_WRITE);
    try (var recording = DatWriter.begin(file, TEXTS, "modtrace", PAGE, 2);
        Fd whole = kernel.open("/trace.dat.new", OpenFlag.READ_WRITE)) {
      recording.pages(1, pages(EXTENT / PAGE));
      recording.pages(0, pages(2));
      recording.pages(1, pages(1));
      recording.finish(whole, TEXTS);
    }
    kernel.close();
    return kernel.recorded(path);
  }

  private static ByteBuffer pages(int count) {
    ByteBuffer pages = ByteBuffer.allocateDirect(count * PAGE).order(ByteOrder.nativeOrder());
    for (int i = 0; i < count; i++) {
      pages.put(DatWriterPages.at(1000L * (i + 1)).event(0, i).bytes());
    }
    return pages.flip();
  }

  private static long headEnd() {
    return (headBytes(GOING_ON) + PAGE - 1) / PAGE * PAGE;
  }

  private static long headBytes(DatWriterTexts texts) {
    return DatWriterHead.of(texts, "modtrace", PAGE, 2).length();
  }

  private Optional<List<List<Piece>>> pieces(byte[] recording, int length, DatWriterTexts texts)
      throws IOException {
    Path path = folder.resolve("trace.dat");
    Files.write(path, Arrays.copyOf(recording, length));
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return DatPieces.read(file, ByteOrder.nativeOrder(), headBytes(texts), PAGE, 2);
    }
  }
}
