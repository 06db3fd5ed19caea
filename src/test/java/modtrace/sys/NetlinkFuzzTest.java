package modtrace.sys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever datagrams come, the replies in them are within them. */
class NetlinkFuzzTest {
  @FuzzTest
  void readsAnyDatagrams(FuzzedDataProvider data) {
    var replies = new NetlinkReplies(1);
    int bytes = 0;
    while (data.remainingBytes() > 0 && !replies.isComplete()) {
      byte[] datagram = data.consumeBytes(data.consumeInt(1, 1 << 12));
      bytes += datagram.length;
      replies.add(datagram);
    }
    int told = 0;
    for (Netlink.Message message : replies.messages()) {
      assertTrue(message.type() >= 0 && message.type() < 1 << 16);
      told += NetlinkReplies.HEADER + message.body().remaining();
    }
    assertTrue(told <= bytes, told + " bytes of " + bytes);
    assertTrue(replies.errno() >= 0);
  }
}
