package modtrace.depmod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameGlobTest {
  @ParameterizedTest
  @CsvSource({
    "block-major-7-*, block_major_7_0, true",
    "block-major-7-*, block_major_70_0, false",
    "my-[ab]*, my_b1, true",
    "my-[!ab]*, my_b1, false",
    "ext[2-4], ext3, true",
    "ext[2-4], ext5, false",
    "pci:v*d*sv*, pci:v00001AF4d00001050sv0, true",
    "[, [, true",
    "a?c, abc, true",
    "a?c, ac, false"
  })
  void meansWhatFnmatchMeans(String pattern, String name, boolean matches) {
    assertEquals(matches, new NameGlob(pattern).matches(name));
  }

  @Test
  void manyWildcardsTakeNoTime() {
    assertFalse(new NameGlob("*a".repeat(500) + "b").matches("a".repeat(4000)));
  }
}
