package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenFileTest {
  @Test
  void tellsThousandsOfDescriptorsInFewWords() {
    assertEquals("3", OpenFile.ranges(List.of(3)));
    assertEquals("3,4", OpenFile.ranges(List.of(4, 3)));
    assertEquals("3,5-9,11", OpenFile.ranges(List.of(3, 5, 6, 7, 8, 9, 11)));
  }
}
