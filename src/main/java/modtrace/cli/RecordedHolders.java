package modtrace.cli;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import modtrace.event.Clock;
import modtrace.event.ModuleEvent;
import modtrace.event.Origin;
import modtrace.event.ReadAhead;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;
import modtrace.holder.Answer;
import modtrace.holder.TraceHolders;
import modtrace.ledger.Account;
import modtrace.ledger.CallSites;
import modtrace.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/** Who holds, out of a recording. */
final class RecordedHolders {
  private final TraceInput input;
  private final @Nullable ThisBoot now;
  private final Talk talk;
  private long endNanos;

  /**
   * @param now the system that the recording was made on, to be looked at as well; null for none
   */
  RecordedHolders(TraceInput input, @Nullable ThisBoot now, Talk talk) {
    this.input = input;
    this.now = now;
    this.talk = talk;
  }

  void answer(AnswerPrinter printer) {
    Set<String> modules = new HashSet<>(printer.modules());
    CallSites callSites = CallSites.load();
    var ledger = new Ledger(modules::contains, callSites);
    try (TraceSource source = new ReadAhead(input.about(modules))) {
      read(source, ledger, printer);
      input.judge(source.tally(), !ledger.losses().isNone(), talk);
      tellOfTheFile(ledger, printer);
      if (source.tally().unparsed() > 0) {
        printer.partial();
      }
    } catch (IOException e) {
      throw input.unreadable(e);
    }
    ledger.settle();
    if (ledger.endsCutShort()) {
      talk.warn(input.name() + ": ends inside an event, which is left out");
      printer.partial();
    }
    if (now != null) {
      now.refuseOther(input.name(), endNanos);
    }
    var holders = new TraceHolders(callSites);
    for (String module : printer.modules()) {
      Account account = ledger.account(module);
      if (account == null || !account.isCounted()) {
        printer.cannotTell(
            input.name()
                + " has no event of "
                + module
                + ": record from before it is loaded, or give its right name");
      } else if (now == null) {
        Answer answer = holders.answer(account, ledger.losses());
        printer.print(answer);
        hint(answer);
      } else {
        now.answer(holders.answer(account, ledger.losses()), printer);
      }
    }
  }

  /** What the file lacks, or has more than once. */
  private void tellOfTheFile(Ledger ledger, AnswerPrinter printer) {
    if (UnfinishedRecording.is(input.dat())) {
      UnfinishedRecording.warn(input.name(), input.dat(), talk);
      ledger.add(new TraceItem.Lost(TraceItem.Lost.UNKNOWN_CPU, TraceItem.Lost.UNKNOWN_COUNT));
      printer.partial();
    }
    String leftOut = input.leftOut();
    if (!leftOut.isEmpty()) {
      talk.warn(input.name() + ": " + leftOut);
    }
  }

  /** Reads as far as it can be read: the end of a recording may be damaged. */
  private void read(TraceSource source, Ledger ledger, AnswerPrinter printer) {
    try {
      for (TraceItem item = source.next(); item != null; item = source.next()) {
        ledger.add(item);
        if (now != null && item instanceof ModuleEvent event) {
          endNanos = Math.max(endNanos, nanos(event.origin()));
        }
      }
    } catch (IOException e) {
      Failure failure = input.unreadable(e);
      if (source.tally().moduleEvents() == 0) {
        throw failure;
      }
      talk.warn(failure.getMessage() + "; the answer is from what comes before");
      printer.partial();
    }
  }

  private static long nanos(Origin origin) {
    return origin.clock() == Clock.NANOSECONDS ? origin.time() : 0;
  }

  private void hint(Answer answer) {
    if (answer.prior() > 0) {
      talk.warn(
          answer.module()
              + ": "
              + answer.prior()
              + " of its references were taken before the recording began, nobody knows by whom");
    }
  }
}
