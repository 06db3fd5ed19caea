package modtrace.sys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read by system calls, a file is what Java reads. */
final class SmallFileTest {
  private final RawFiles raw = new RawFiles(new Libc());

  @TempDir Path folder;

  @Test
  void readsEachByteOfALongFile() throws IOException {
    byte[] bytes = new byte[200_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    Path file = Files.write(folder.resolve("long"), bytes);
    assertArrayEquals(bytes, raw.read(file.toString()));
    assertArrayEquals(bytes, SmallFile.read(file));
  }

  @Test
  void readsWhatTheKernelGivesInPieces() throws IOException {
    byte[] read = raw.read("/proc/kallsyms");
    assertNotNull(read);
    assertEquals(
        Files.readString(Path.of("/proc/kallsyms"), ISO_8859_1).lines().count(),
        new String(read, ISO_8859_1).lines().count());
  }

  @Test
  void readsAnEmptyFile() throws IOException {
    assertEquals("", SmallFile.read(Files.createFile(folder.resolve("empty")), UTF_8));
  }

  @Test
  void tellsOfAFileWhatJavaDoes() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path each : List.of(file, folder, Path.of("/dev/null"), Path.of("/proc/self/exe"))) {
      assertEquals(Stat.read(each), raw.stat(each.toString()), each.toString());
      assertEquals(Stat.read(each), SmallFile.stat(each));
    }
  }

  @Test
  void readsALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("socket:[12]"));
    assertEquals("socket:[12]", raw.link(link.toString()));
    assertEquals("socket:[12]", SmallFile.link(link));
  }

  /** What Java makes of such bytes depends on the locale. */
  @Test
  void leavesNamesThatAreNotPlainToJava() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertNull(raw.read(folder.resolve("ä").toString()));
    assertNull(raw.read(file + "\u0000"));
    assertNull(raw.read("/" + "x".repeat(600)));
  }

  @Test
  void knowsWhatIsNoLink() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path none : List.of(file, folder, folder.resolve("none"), file.resolve("below"))) {
      assertEquals("", raw.link(none.toString()), none.toString());
      assertNull(SmallFile.linkIfAny(none), none.toString());
      assertThrows(IOException.class, () -> SmallFile.link(none));
    }
    assertNull(SmallFile.linkIfAny(folder.resolve("ä")), "as Java tells it");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("../there"));
    assertEquals("../there", SmallFile.linkIfAny(link));
  }

  @Test
  void knowsWhatExists() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path dangling = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
    for (Path each : List.of(file, folder, dangling, file.resolve("below"))) {
      assertEquals(Files.exists(each), raw.exists(each.toString()), each.toString());
      assertEquals(Files.exists(each), SmallFile.exists(each), each.toString());
    }
    assertNull(raw.exists("/" + "x".repeat(600)));
  }

  @Test
  void aFileThatNeedNotBeThereIsReadOrNull() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    assertArrayEquals("text".getBytes(UTF_8), SmallFile.readIfAny(file));
    assertNull(SmallFile.readIfAny(folder.resolve("none")));
    assertNull(SmallFile.readIfAny(file.resolve("below")));
    assertNull(SmallFile.readIfAny(folder.resolve("ä")), "as Java tells it");
    assertThrows(IOException.class, () -> SmallFile.readIfAny(folder), "it is there");
  }

  /** In whatever language this runs. */
  @Test
  void knowsWhichErrorJavaTellsOf() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    var below = assertThrows(IOException.class, () -> Files.readAllBytes(file.resolve("below")));
    assertTrue(Errno.ENOTDIR.isToldBy(below), below.getMessage());
    assertFalse(Errno.ESRCH.isToldBy(below), below.getMessage());
    var read = assertThrows(IOException.class, () -> Files.readAllBytes(folder));
    assertTrue(Errno.EISDIR.isToldBy(read), read.getMessage());
  }

  @Test
  void saysWhatJavaSaysOfAFileThatIsNotThere() {
    Path none = folder.resolve("none");
    assertNull(raw.read(none.toString()));
    assertThrows(NoSuchFileException.class, () -> SmallFile.read(none));
    assertThrows(NoSuchFileException.class, () -> SmallFile.link(none));
    assertThrows(NoSuchFileException.class, () -> SmallFile.stat(none));
    assertThrows(IOException.class, () -> SmallFile.read(folder));
  }
}
