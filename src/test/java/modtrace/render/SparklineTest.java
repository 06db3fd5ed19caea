package modtrace.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Use counts as bars: what is held shows, and what is not known is blank. */
final class SparklineTest {
  @Test
  void aSmallCountIsItsOwnHeight() {
    assertEquals("  ▁▂▃█", Sparkline.of(List.of(-1, 0, 1, 2, 7), 6, true));
    assertEquals(" _.:#", Sparkline.of(List.of(-1, 0, 1, 2, 7), 5, false));
  }

  @Test
  void theHighestShownFillsTheCellAndOneStillShows() {
    assertEquals("▁▂▅█", Sparkline.of(List.of(0, 1, 500, 1000), 4, true));
  }

  @Test
  void theLatestAreShown() {
    assertEquals("▂█", Sparkline.of(List.of(1000, 0, 1, 7), 2, true));
    assertEquals("   ", Sparkline.of(List.of(), 3, true));
  }
}
