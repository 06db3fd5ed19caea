package modtrace.sys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.Pointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a kernel does rarely: interrupted calls, writes taken in part. */
class LinuxFdTest {
  private final ScriptedLibc libc = new ScriptedLibc();
  private final Kernel kernel = new LinuxKernel(() -> libc);

  @Test
  void opensAgainWhenInterrupted() throws Exception {
    libc.results(-Errno.EINTR.number(), 7);
    kernel.open("/x", OpenFlag.READ);
    assertEquals(List.of("open /x", "open /x"), libc.calls);
  }

  @Test
  void alwaysClosesOnExec() throws Exception {
    libc.results(7);
    kernel.open("/x", OpenFlag.WRITE, OpenFlag.NONBLOCK);
    assertEquals(02004001, libc.flags);
  }

  @Test
  void readsAgainWhenInterruptedAndTellsAnEmptyPipeFromTheEnd() throws Exception {
    Fd fd = opened();
    libc.results(-Errno.EINTR.number(), 3, -Errno.EAGAIN.number(), 0);
    byte[] buffer = new byte[4];
    assertEquals(3, fd.read(buffer, 0, 4));
    assertEquals(Fd.WOULD_BLOCK, fd.read(buffer, 0, 4));
    assertEquals(0, fd.read(buffer, 0, 4));
  }

  @Test
  void completesAWriteThatWasTakenInPart() throws Exception {
    Fd fd = opened();
    libc.results(2, -Errno.EINTR.number(), 1, 3);
    fd.write("abcdef".getBytes(UTF_8), 0, 6);
    assertEquals(List.of("write abcdef", "write cdef", "write cdef", "write def"), libc.calls);
  }

  @Test
  void doesNotCloseTwiceWhenACloseIsInterrupted() throws Exception {
    Fd fd = opened();
    libc.results(-Errno.EINTR.number());
    fd.close();
    fd.close();
    assertEquals(List.of("close 7"), libc.calls);
  }

  @Test
  void waitsAgainWhenInterruptedButNoLongerThanTheTime() throws Exception {
    try (PollSet set = kernel.pollSet(opened())) {
      libc.results(-Errno.EINTR.number(), 0);
      assertEquals(0, set.await(5000));
      assertEquals(2, libc.calls.size());
      assertEquals("poll 5000", libc.calls.get(0));
    }
  }

  @Test
  void advisesToBecomeRootOnlyThoseWhoAreNot() {
    libc.results(-Errno.EACCES.number(), -Errno.EACCES.number());
    assertEquals("cannot open /x: permission denied", refusal());
    libc.uid = 1000;
    assertEquals("cannot open /x: permission denied (run as root)", refusal());
  }

  @Test
  void namesAnErrorByItsNumberWhereItKnowsNoWord() {
    libc.results(-77);
    assertEquals("cannot open /x: error 77", refusal());
  }

  private Fd opened() throws SyscallException {
    libc.results(7);
    Fd fd = kernel.open("/x", OpenFlag.READ);
    libc.calls.clear();
    return fd;
  }

  private String refusal() {
    return String.valueOf(
        assertThrows(SyscallException.class, () -> kernel.open("/x", OpenFlag.READ)).getMessage());
  }

  /** Answers from a script; a negative result is an errno. */
  private static final class ScriptedLibc extends Libc {
    final List<String> calls = new ArrayList<>();
    final Deque<Integer> script = new ArrayDeque<>();
    int flags;
    int uid;
    private int errno;

    void results(Integer... results) {
      script.addAll(List.of(results));
    }

    @Override
    int open(String path, int flags, int mode) {
      this.flags = flags;
      return answer("open " + path);
    }

    @Override
    long read(int fd, Pointer buffer, long count) {
      return answer("read " + fd);
    }

    @Override
    long write(int fd, byte[] buffer, long count) {
      return answer("write " + new String(buffer, UTF_8));
    }

    @Override
    int close(int fd) {
      return answer("close " + fd);
    }

    @Override
    int poll(Pointer pollfds, long count, int timeoutMillis) {
      return answer("poll " + timeoutMillis);
    }

    @Override
    int geteuid() {
      return uid;
    }

    @Override
    int errno() {
      return errno;
    }

    private int answer(String call) {
      calls.add(call);
      int result = script.removeFirst();
      errno = Math.max(0, -result);
      return Math.max(-1, result);
    }
  }
}
