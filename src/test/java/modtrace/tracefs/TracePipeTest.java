package modtrace.tracefs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modtrace.sys.Errno;
import modtrace.sys.FakeKernel;
import modtrace.sys.Fifo;
import modtrace.sys.LinuxKernel;
import modtrace.sys.SyscallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reading events as they happen, and ending that. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class TracePipeTest {
  private static final String PATH = FakeKernel.TRACEFS + "/instances/one/trace_pipe";

  private final byte[] buffer = new byte[64];

  @TempDir Path directory;

  @Test
  void givesWhatIsThereAndSaysWhenThereIsNothing() throws Exception {
    try (FakeKernel kernel = new FakeKernel().instance("one").pipe("a\n", "", "b\n");
        TracePipe pipe = TracePipe.open(kernel, PATH)) {
      assertEquals(2, pipe.read(buffer, 0, 64));
      assertEquals(TracePipe.NOTHING_NOW, pipe.read(buffer, 0, 64));
      pipe.await(250);
      assertEquals(2, pipe.read(buffer, 0, 64));
    }
  }

  @Test
  void readsWhatWasTracedBeforeTheStopAndThenEnds() throws Exception {
    try (FakeKernel kernel = new FakeKernel().instance("one").pipe("a\n", "b\n");
        TracePipe pipe = TracePipe.open(kernel, PATH)) {
      pipe.stop();
      pipe.stop();
      assertEquals(2, pipe.read(buffer, 0, 64));
      assertEquals(2, pipe.read(buffer, 0, 64));
      assertEquals(TracePipe.END, pipe.read(buffer, 0, 64));
    }
  }

  @Test
  void leavesNothingOpenWhenItCannotBeOpened() throws Exception {
    try (FakeKernel kernel = new FakeKernel().instance("one")) {
      kernel.fail("eventfd", "a stop event", 1, Errno.EMFILE);
      assertThrows(SyscallException.class, () -> TracePipe.open(kernel, PATH));
    }
  }

  @Test
  void closesTheOtherFilesWhenOneFailsToClose() throws Exception {
    try (FakeKernel kernel = new FakeKernel().instance("one")) {
      kernel.fail("close", PATH, 1, Errno.EIO);
      TracePipe pipe = TracePipe.open(kernel, PATH);
      assertThrows(SyscallException.class, pipe::close);
      pipe.close();
      assertEquals(TracePipe.END, pipe.read(buffer, 0, 64));
      pipe.stop();
    }
  }

  @Test
  void wakesAReaderThatWaitsAndEndsItsReading() throws Exception {
    try (Fifo fifo = Fifo.in(directory)) {
      TracePipe pipe = TracePipe.open(new LinuxKernel(), fifo.path());
      fifo.openWriter();
      fifo.write("a\n");
      StringBuilder text = new StringBuilder();
      CountDownLatch waits = new CountDownLatch(1);
      Thread reader = new Thread(() -> readAll(pipe, text, waits));
      reader.start();
      waits.await();
      pipe.close();
      reader.join();
      assertEquals("a\n", text.toString());
    }
  }

  @Test
  void allocatesNothingForARead() throws Exception {
    try (Fifo fifo = Fifo.in(directory);
        TracePipe pipe = TracePipe.open(new LinuxKernel(), fifo.path())) {
      fifo.openWriter();
      int bytes = 0;
      for (int i = 0; i < 20_000; i++) {
        bytes += pipe.read(buffer, 0, 64);
      }
      long before = allocated();
      for (int i = 0; i < 10_000; i++) {
        bytes += pipe.read(buffer, 0, 64);
      }
      assertEquals(0, (allocated() - before) / 10_000, "bytes a read");
      assertEquals(0, bytes);
    }
  }

  private static long allocated() {
    var threads = java.lang.management.ManagementFactory.getThreadMXBean();
    return ((com.sun.management.ThreadMXBean) threads)
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private void readAll(TracePipe pipe, StringBuilder text, CountDownLatch waits) {
    try {
      for (int n; (n = pipe.read(buffer, 0, 64)) != TracePipe.END; ) {
        text.append(new String(buffer, 0, n, UTF_8));
        if (n == TracePipe.NOTHING_NOW) {
          waits.countDown();
          pipe.await(-1);
        }
      }
    } catch (SyscallException e) {
      text.append(e);
    }
  }
}
