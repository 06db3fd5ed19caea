package modtrace.tracefs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What was changed is changed back, whatever happens. */
class UndoLogTest {
  private final UndoLog log = new UndoLog();
  private final List<String> done = new ArrayList<>();

  @Test
  void undoesTheLastChangeFirst() throws Exception {
    log.change(() -> done.add("undo a"), () -> done.add("a"));
    log.change(() -> done.add("undo b"), () -> done.add("b"));
    log.open(() -> () -> done.add("close c"));
    log.close();
    log.close();
    assertEquals(List.of("a", "b", "close c", "undo b", "undo a"), done);
  }

  @Test
  void undoesAChangeThatFailedMidway() throws Exception {
    assertThrows(IOException.class, () -> log.change(() -> done.add("undo"), () -> fail("a")));
    log.close();
    assertEquals(List.of("undo"), done);
  }

  @Test
  void goesOnAfterAFailureAndKeepsTheFirst() throws Exception {
    log.change(() -> done.add("undo a"), () -> {});
    log.change(() -> fail("second"), () -> {});
    log.change(() -> fail("first"), () -> {});
    IOException failure = assertThrows(IOException.class, log::close);
    assertEquals("first", failure.getMessage());
    assertEquals("second", failure.getSuppressed()[0].getMessage());
    assertEquals(List.of("undo a"), done);
  }

  @Test
  void refusesAChangeOnceItIsClosed() throws Exception {
    log.close();
    assertThrows(
        InterruptedIOException.class, () -> log.change(() -> {}, () -> done.add("change")));
    assertThrows(InterruptedIOException.class, () -> log.open(() -> () -> {}));
    assertEquals(List.of(), done);
  }

  @Test
  void letsASecondCloserWaitForTheFirst() throws Exception {
    CountDownLatch undoing = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    log.change(
        () -> {
          undoing.countDown();
          await(proceed);
          done.add("undone");
        },
        () -> {});
    Thread first = new Thread(this::close);
    first.start();
    undoing.await();
    Thread second = new Thread(this::close);
    second.start();
    while (second.getState() != Thread.State.BLOCKED) {
      assertTrue(second.isAlive());
      Thread.onSpinWait();
    }
    proceed.countDown();
    second.join();
    first.join();
    assertEquals(List.of("undone"), done);
  }

  private void close() {
    try {
      log.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void fail(String message) throws IOException {
    throw new IOException(message);
  }
}
