package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A rule of nftables with a limit, in the layout of little-endian machines. */
final class AttributesTest {
  private static final String RULE =
      "08000100743638000600020063000000" // table "t68", chain "c"
          + "0c0003000000000000000004" // handle 4, in network byte order
          + "18000480140001800a0001006c696d697400000004000280"; // one expression, "limit"

  @Test
  void readsNamesNumbersAndNests() {
    Attributes rule = of(RULE);
    assertEquals("t68", rule.text(1));
    assertEquals("c", rule.text(2));
    assertEquals(4, rule.networkNumber(3));
    assertEquals("limit", rule.nests(4).get(0).text(1));
  }

  @Test
  void whatIsNotThereIsEmpty() {
    Attributes rule = of(RULE);
    assertFalse(rule.has(9));
    assertEquals("", rule.text(9));
    assertEquals(0, rule.number(9));
    assertEquals(0, rule.nests(9).size());
  }

  @Test
  void aLengthThatReachesTooFarEndsThem() {
    assertEquals("", of("ff00010074363800").text(1));
    assertEquals("", of("03000100").text(1));
  }

  @Test
  void noBytesMakeItFail() {
    var random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(48)];
      random.nextBytes(bytes);
      for (int at = 0; at + 1 < bytes.length; at += 8) {
        bytes[at + 1] = 0;
      }
      Attributes any = Attributes.of(ByteBuffer.wrap(bytes), random.nextInt(64));
      for (int type = 0; type < 300; type += 7) {
        any.nests(type);
        any.values(type);
        any.text(type);
        any.number(type);
      }
    }
  }

  private static Attributes of(String hex) {
    return Attributes.of(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), 0);
  }
}
