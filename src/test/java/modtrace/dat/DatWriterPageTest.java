package modtrace.dat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Where the events of a sub-buffer end, and which other one goes on there. */
final class DatWriterPageTest {
  private final DatWriterPage walked = new DatWriterPage(DatWriterPages.PAGE_BYTES);

  @Test
  void countsEventsButNotTimeExtends() {
    walked.walk(
        DatWriterPages.run(DatWriterPages.at(9).event(0, 1).timeExtend(1L << 40).event(5, 2)), 0);
    assertEquals(2, walked.events());
  }

  @Test
  void isContinuedByThePageThatBeginsWhereItEnds() {
    long extend = 3 * (1L << 27) + 77;
    walked.walk(
        DatWriterPages.run(DatWriterPages.at(100).event(0, 1).timeExtend(extend).event(7, 2)), 0);
    long end = 100 + extend + 7;
    assertTrue(walked.isContinuedBy(DatWriterPages.run(DatWriterPages.at(end).event(3, 3)), 0));
    assertFalse(
        walked.isContinuedBy(DatWriterPages.run(DatWriterPages.at(end + 1).event(0, 3)), 0));
  }

  @Test
  void isNotContinuedWhereEventsAreMissing() {
    walked.walk(DatWriterPages.run(DatWriterPages.at(100).event(0, 1)), 0);
    var after = DatWriterPages.run(DatWriterPages.at(100).event(3, 3).missed(17));
    assertFalse(walked.isContinuedBy(after, 0));
    assertEquals(17, walked.missedEvents(after, 0));
  }

  @Test
  void endsWithAPageOfZeros() {
    walked.walk(DatWriterPages.run(DatWriterPages.at(0)), 0);
    assertEquals(0, walked.events());
  }
}
