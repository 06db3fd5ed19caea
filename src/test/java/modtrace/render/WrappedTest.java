package modtrace.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modtrace.render.Columns.Align;
import org.junit.jupiter.api.Test;

final class WrappedTest {
  @Test
  void linesBreakBetweenWords() {
    assertEquals(
        List.of("one two", "three", "four"), Wrapped.lines("one two three four", 8, false));
    assertEquals(List.of(""), Wrapped.lines("", 8, false));
  }

  @Test
  void aLongWordLosesItsMiddle() {
    assertEquals(
        List.of("/lib/a...card0"), Wrapped.lines("/lib/abcdefcard0", 14, false).subList(0, 1));
    assertEquals(List.of("/lib/a…card0"), Wrapped.lines("/lib/abcdefcard0", 12, true));
  }

  @Test
  void onATerminalTheLastColumnGoesOnBelowItself() {
    var columns = new Columns(List.of("A", "B"), List.of(Align.LEFT, Align.LEFT));
    columns.row(List.of("x", "four words of text"));
    assertEquals(
        List.of("A  B", "x  four words of text"), columns.lines(new Look(23, false, false)));
    columns.row(List.of("y", "five words of longer text"));
    assertEquals(
        List.of("A  B", "x  four words of text", "y  five words of longer", "   text"),
        columns.lines(new Look(24, false, false)));
    assertEquals("y  five words of longer text", columns.lines(Look.PLAIN).get(2));
  }
}
