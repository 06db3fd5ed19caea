package modtrace.cli;

import java.util.HashSet;
import java.util.Set;
import modtrace.event.Clock;
import modtrace.event.ModuleEvent;
import modtrace.event.Origin;
import modtrace.event.TraceItem;
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
    var reader = new LedgerReader(input, talk);
    reader.read(() -> input.about(modules), ledger, this::see);
    if (reader.isPartial()) {
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

  private void see(TraceItem item) {
    if (now != null && item instanceof ModuleEvent event) {
      endNanos = Math.max(endNanos, nanos(event.origin()));
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
