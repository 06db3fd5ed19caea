package modtrace.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeviceMapperTest {
  private static byte[] answer(int count) {
    byte[] bytes = new byte[512];
    ByteBuffer answer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    answer.putInt(16, 312).putInt(20, count);
    answer.putInt(312 + 20, 64).put(312 + 24, "linear".getBytes(US_ASCII));
    answer.put(312 + 40, "7:0 0".getBytes(US_ASCII));
    answer.putInt(376 + 20, 128).put(376 + 24, "raid".getBytes(US_ASCII));
    answer.put(376 + 40, "raid1 3 0".getBytes(US_ASCII));
    return bytes;
  }

  @Test
  void readsTheLinesOfATable() {
    assertEquals(
        List.of(
            new DeviceMapper.Target("linear", List.of("7:0", "0")),
            new DeviceMapper.Target("raid", List.of("raid1", "3", "0"))),
        DeviceMapper.parse(answer(2)));
  }

  @Test
  void believesNoCountBeyondTheAnswer() {
    byte[] answer = answer(1000);
    assertEquals(List.of(), DeviceMapper.parse(Arrays.copyOf(answer, 320)));
  }

  @Test
  void tellsWhatATargetIsMadeOf() {
    assertEquals(
        List.of("dm-round-robin", "dm-service-time"),
        parts(
            "multipath",
            "3 retain_attached_hw_handler queue_mode bio 0 2 1 round-robin 0 1 1 7:0 1"
                + " service-time 0 1 2 7:0 1 1"));
    assertEquals(
        List.of("dm-cache-default"), parts("cache", "7:1 7:0 7:2 512 1 writethrough default 0"));
    assertEquals(
        List.of("dm-log-userspace"), parts("mirror", "userspace 3 uuid clustered-disk 1 2 7:0 0"));
    assertEquals(List.of(), parts("linear", "7:0 0"));
  }

  @Test
  void aTableThatEndsEarlyHasFewerParts() {
    assertEquals(List.of("dm-queue-length"), parts("multipath", "0 0 9 1 queue-length 0 9999"));
    assertEquals(List.of("dm-cache-"), parts("cache", "7:1 7:0 7:2 512 99999"));
    assertEquals(List.of(), parts("multipath", ""));
  }

  private static List<String> parts(String type, String words) {
    return new DeviceMapper.Target(type, List.of(words.split(" "))).parts();
  }

  @Test
  void encodesNumbersAsTheKernelDoes() throws IOException {
    assertEquals(0xfe00, DeviceMapper.encoded("254:0"));
    assertEquals(0x1fe03, DeviceMapper.encoded("510:3"));
    assertEquals(0x10fe01, DeviceMapper.encoded("254:257"));
  }
}
