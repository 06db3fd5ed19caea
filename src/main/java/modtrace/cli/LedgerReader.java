package modtrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import modtrace.event.ReadAhead;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;
import modtrace.ledger.Ledger;

/**
 * Reads a recording into a ledger, as far as it can be read: its end may be damaged. What it lacks
 * is warned of, and kept.
 */
final class LedgerReader {
  private final TraceInput input;
  private final Talk talk;
  private final List<String> caveats = new ArrayList<>();
  private boolean partial;

  LedgerReader(TraceInput input, Talk talk) {
    this.input = input;
    this.talk = talk;
  }

  /** Where the items come from; {@link TraceInput#about} and its like. */
  interface Opening {
    TraceSource open() throws IOException;
  }

  /**
   * Reads to the end, and settles the ledger.
   *
   * @param seen is given each item before the ledger has it
   * @throws Failure when nothing of it can be read, or nothing is a trace
   */
  void read(Opening opening, Ledger ledger, Consumer<TraceItem> seen) {
    try (TraceSource source = new ReadAhead(opening.open())) {
      readOn(source, ledger, seen);
      input.judge(source.tally(), !ledger.losses().isNone(), talk);
      tellOfTheFile(ledger);
      partial |= source.tally().unparsed() > 0;
    } catch (IOException e) {
      throw input.unreadable(e);
    }
    ledger.settle();
    if (ledger.endsCutShort()) {
      tell(input.name() + ": ends inside an event, which is left out");
      partial = true;
    }
  }

  private void readOn(TraceSource source, Ledger ledger, Consumer<TraceItem> seen) {
    try {
      for (TraceItem item = source.next(); item != null; item = source.next()) {
        seen.accept(item);
        ledger.add(item);
      }
    } catch (IOException e) {
      Failure failure = input.unreadable(e);
      if (source.tally().moduleEvents() == 0) {
        throw failure;
      }
      tell(failure.getMessage() + "; the answer is from what comes before");
      partial = true;
    }
  }

  /** What the file lacks, or has more than once. */
  private void tellOfTheFile(Ledger ledger) {
    if (UnfinishedRecording.is(input.dat())) {
      tell(UnfinishedRecording.words(input.name(), input.dat()));
      ledger.add(new TraceItem.Lost(TraceItem.Lost.UNKNOWN_CPU, TraceItem.Lost.UNKNOWN_COUNT));
      partial = true;
    }
    String leftOut = input.leftOut();
    if (!leftOut.isEmpty()) {
      tell(input.name() + ": " + leftOut);
    }
  }

  private void tell(String caveat) {
    caveats.add(caveat);
    talk.warn(caveat);
  }

  /** What was warned of, for where that must be read again. */
  List<String> caveats() {
    return caveats;
  }

  /** Whether something was left out of all answers. */
  boolean isPartial() {
    return partial;
  }
}
