package modtrace.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
        List.of(new DeviceMapper.Target("linear", "7:0"), new DeviceMapper.Target("raid", "raid1")),
        DeviceMapper.parse(answer(2)));
  }

  @Test
  void believesNoCountBeyondTheAnswer() {
    byte[] answer = answer(1000);
    assertEquals(List.of(), DeviceMapper.parse(Arrays.copyOf(answer, 320)));
  }

  @Test
  void encodesNumbersAsTheKernelDoes() {
    assertEquals(0xfe00, DeviceMapper.encoded("254:0"));
    assertEquals(0x1fe03, DeviceMapper.encoded("510:3"));
    assertEquals(0x10fe01, DeviceMapper.encoded("254:257"));
  }
}
