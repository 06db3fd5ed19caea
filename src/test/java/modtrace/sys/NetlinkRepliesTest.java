package modtrace.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What of the datagrams of a netlink socket belongs to an answer. */
final class NetlinkRepliesTest {
  private static final int MULTI = 2;
  private static final int INTERRUPTED = 0x10;

  private final NetlinkReplies replies = new NetlinkReplies(7);

  @Test
  void goesOnUntilDone() {
    replies.add(message(36, MULTI, 7, 1));
    assertFalse(replies.isComplete());
    replies.add(message(3, MULTI, 7, 0));
    assertTrue(replies.isComplete());
    assertEquals(0, replies.errno());
    assertEquals(1, replies.messages().size());
    assertEquals(36, replies.messages().get(0).type());
  }

  @Test
  void anotherRequestsAnswerIsNotOurs() {
    replies.add(message(36, MULTI, 6, 1));
    replies.add(message(3, MULTI, 6, 0));
    assertFalse(replies.isComplete());
    assertEquals(0, replies.messages().size());
  }

  @Test
  void aRefusalHasTheKernelsReason() {
    replies.add(message(2, 0, 7, -95));
    assertTrue(replies.isComplete());
    assertEquals(95, replies.errno());
  }

  @Test
  void aChangeMeanwhileIsTold() {
    replies.add(message(36, MULTI | INTERRUPTED, 7, 1));
    assertTrue(replies.isInterrupted());
  }

  @Test
  void aWrongLengthEndsItWithAnError() {
    byte[] wrong = message(36, MULTI, 7, 1);
    wrong[0] = 99;
    replies.add(wrong);
    assertTrue(replies.isComplete());
    assertEquals(Errno.EIO.number(), replies.errno());
  }

  @Test
  void noBytesMakeItFail() {
    var random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      new NetlinkReplies(0).add(bytes);
    }
  }

  private static byte[] message(int type, int flags, int sequence, int body) {
    return ByteBuffer.allocate(20)
        .order(ByteOrder.nativeOrder())
        .putInt(20)
        .putShort((short) type)
        .putShort((short) flags)
        .putInt(sequence)
        .putInt(0)
        .putInt(body)
        .array();
  }
}
