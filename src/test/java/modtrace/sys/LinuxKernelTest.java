package modtrace.sys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel under the tests does; no privilege is needed. */
class LinuxKernelTest {
  private final Kernel kernel = new LinuxKernel();

  @TempDir Path directory;

  @Test
  void writesAndReadsAFileThatOnlyItsOwnerMayRead() throws Exception {
    Path file = directory.resolve("new");
    try (Fd out = kernel.open(file.toString(), OpenFlag.WRITE, OpenFlag.CREATE)) {
      byte[] text = ">hello".getBytes(UTF_8);
      out.write(text, 1, 5);
    }
    assertEquals("hello", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    byte[] buffer = new byte[8];
    try (Fd in = kernel.open(file.toString(), OpenFlag.READ)) {
      assertEquals(5, in.read(buffer, 2, 6));
      assertEquals(0, in.read(buffer, 0, 8));
    }
    assertArrayEquals("\0\0hello\0".getBytes(UTF_8), buffer);
  }

  @Test
  void doesNotFollowASymbolicLinkWhenToldSo() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("here"));
    SyscallException refused =
        assertThrows(
            SyscallException.class,
            () -> kernel.open(link.toString(), OpenFlag.WRITE, OpenFlag.NOFOLLOW));
    assertEquals(Errno.ELOOP, refused.errno());
    assertEquals("here", new String(kernel.readLink(link.toString()), UTF_8));
  }

  @Test
  void tellsWhatWasRefusedAndWhy() {
    String path = directory + "/absent";
    SyscallException refused =
        assertThrows(SyscallException.class, () -> kernel.open(path, OpenFlag.READ));
    assertEquals("cannot open " + path + ": no such file or directory", refused.getMessage());
  }

  @Test
  void makesListsAndRemovesDirectories() throws Exception {
    kernel.mkdir(directory + "/b");
    kernel.mkdir(directory + "/a");
    assertEquals(List.of("a", "b"), kernel.list(directory.toString()));
    assertTrue(kernel.exists(directory + "/a"));
    kernel.rmdir(directory + "/a");
    assertFalse(kernel.exists(directory + "/a"));
    assertFalse(kernel.exists("/dev/null/a"));
    assertEquals(
        Errno.ENOENT,
        assertThrows(SyscallException.class, () -> kernel.list(directory + "/a")).errno());
  }

  @Test
  void wakesAPollByAnEventFromAnotherThread() throws Exception {
    try (Fd event = kernel.eventFd();
        PollSet set = kernel.pollSet(event)) {
      assertEquals(0, set.await(1));
      Thread thread = new Thread(() -> signal(event));
      thread.start();
      assertEquals(1, set.await(10_000));
      thread.join();
    }
  }

  @Test
  void hasNothingToReadInAQuietPipeUntilSomethingComes() throws Exception {
    try (Fifo fifo = Fifo.in(directory);
        Fd in = kernel.open(fifo.path(), OpenFlag.READ, OpenFlag.NONBLOCK);
        PollSet set = kernel.pollSet(in)) {
      byte[] buffer = new byte[16];
      fifo.openWriter();
      assertEquals(Fd.WOULD_BLOCK, in.read(buffer, 0, 16));
      assertEquals(0, set.await(0));
      fifo.write("x");
      assertEquals(1, set.await(10_000));
      assertEquals(1, in.read(buffer, 0, 16));
    }
  }

  @Test
  void neverTouchesANumberThatItClosed() throws Exception {
    Fd file = kernel.open("/dev/null", OpenFlag.READ);
    file.close();
    file.close();
    SyscallException refused =
        assertThrows(SyscallException.class, () -> file.read(new byte[1], 0, 1));
    assertEquals(Errno.EBADF, refused.errno());
  }

  @Test
  void doesNotTakeAFileForATerminal() {
    assertEquals(OptionalInt.empty(), kernel.terminalWidth(999));
  }

  private void signal(Fd event) {
    try {
      kernel.signal(event);
    } catch (SyscallException e) {
      throw new AssertionError(e);
    }
  }
}
