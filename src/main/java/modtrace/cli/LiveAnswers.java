package modtrace.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.Origin;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;
import modtrace.event.TraceTally;
import modtrace.holder.Answer;
import modtrace.holder.LiveHolders;
import modtrace.holder.Merge;
import modtrace.holder.TaskWatch;
import modtrace.holder.TraceHolders;
import modtrace.ledger.Account;
import modtrace.ledger.CallSites;
import modtrace.ledger.Ledger;
import modtrace.proc.SysModule;
import modtrace.sys.Kernel;
import modtrace.sys.Terminal;
import modtrace.text.TextSource;
import modtrace.tracefs.EventCatalog;
import modtrace.tracefs.EventId;
import modtrace.tracefs.TraceRequest;
import modtrace.tracefs.TracefsException;
import org.jspecify.annotations.Nullable;

/**
 * Who holds, from a trace that runs now: each get and put as it happens, the account at the end.
 */
final class LiveAnswers {
  private final Invocation invocation;
  private final WhoHoldsRequest request;
  private final Out out;
  private final Talk talk;
  private final CallSites callSites = CallSites.load();
  private final Set<String> modules;
  private final Ledger ledger;
  private final TaskWatch tasks;
  private final RunningSystem system;
  private final boolean follows;
  private long events;

  /**
   * Of a trace that begins with {@link #answer}.
   *
   * @param follows whether the user watches it: on a screen, or by events as JSON
   */
  LiveAnswers(Invocation invocation, WhoHoldsRequest request, Out out, Talk talk, boolean follows) {
    this.invocation = invocation;
    this.request = request;
    this.out = out;
    this.talk = talk;
    this.modules = new HashSet<>(request.modules());
    this.ledger = new Ledger(modules::contains, callSites);
    this.tasks = new TaskWatch(invocation.proc());
    this.system = new RunningSystem(invocation.root());
    this.follows = follows;
  }

  /**
   * Traces until the time is over, the command has ended or a signal comes, and prints the account.
   */
  void answer(AnswerPrinter printer, @Nullable Duration duration) {
    refuseBuiltIns();
    ChildCommand command =
        invocation.command().isEmpty() ? null : ChildCommand.find(invocation.command(), true);
    Kernel kernel = invocation.kernel().get();
    Terminal screen = screen(kernel);
    var progress =
        new Progress(
            talk,
            what(duration, command, screen),
            "event",
            screen == null && kernel.terminalWidth(2).isPresent());
    progress.count(() -> events, () -> ledger.losses().atLeast());
    try (LiveTrace trace =
        LiveTrace.start(kernel, this::moduleEvents, talk, progress, duration, command)) {
      notLoadedYet();
      progress.begin();
      trace.startCommand();
      TraceTally read;
      try (Follower follower = follower(trace, progress, screen)) {
        read = follow(trace, follower);
      }
      unread(read);
      uncounted(trace);
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    account(printer);
    if (command != null) {
      out.flush();
      int unused = command.exitCode(talk); // the answer has an exit code of its own
    }
  }

  private TraceRequest moduleEvents(EventCatalog catalog) throws TracefsException {
    catalog.requireModuleEvents();
    List<EventId> all = catalog.resolve(List.of("module:*"));
    return TraceRequest.of(all)
        .withFilters(EventFilter.about(request.modules(), all))
        .withStacks(request.stacks());
  }

  private void refuseBuiltIns() {
    try {
      for (String module : request.modules()) {
        SysModule facts = SysModule.read(invocation.sys(), module);
        if (facts.state() == SysModule.State.BUILT_IN) {
          throw new Failure(ExitCode.CANNOT_TELL, String.valueOf(system.problem(module, facts)));
        }
      }
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
  }

  private void notLoadedYet() throws IOException {
    for (String module : request.modules()) {
      if (SysModule.read(invocation.sys(), module).state() == SysModule.State.ABSENT) {
        talk.note(module + " is not loaded yet");
      }
    }
  }

  /**
   * The terminal to be drawn on; null where lines are printed, as beside a command's own output.
   */
  private @Nullable Terminal screen(Kernel kernel) {
    String type = invocation.environment().getOrDefault("TERM", "");
    boolean able = !type.isEmpty() && !type.equals("dumb");
    Terminal terminal =
        follows && able && isForPeople() && invocation.command().isEmpty()
            ? kernel.terminal()
            : null;
    return terminal != null && terminal.isForeground() ? terminal : null;
  }

  private boolean isForPeople() {
    return request.form() == AnswerForm.TABLE || request.form() == AnswerForm.TREE;
  }

  private Follower follower(LiveTrace trace, Progress progress, @Nullable Terminal screen)
      throws IOException {
    if (screen != null) {
      var holders = new TraceHolders(callSites);
      return Watch.begin(invocation, request.modules(), ledger, holders, tasks, screen, trace);
    }
    if (isForPeople()) {
      return new EventLines(out, progress);
    }
    return follows && request.form() == AnswerForm.JSON
        ? new EventObjects(out, progress)
        : Follower.NOBODY;
  }

  private String what(
      @Nullable Duration duration, @Nullable ChildCommand command, @Nullable Terminal screen) {
    String names = String.join(", ", request.modules());
    if (command != null) {
      return names + " while " + invocation.command().get(0) + " runs";
    }
    return duration == null
        ? names + (screen == null ? " until ^C" : " until q or ^C")
        : names + " for " + duration.toMillis() / 1000.0 + " s";
  }

  private TraceTally follow(LiveTrace trace, Follower follower) throws IOException {
    TraceSource source = TextSource.about(modules, trace.stream(follower::idle));
    for (TraceItem item = source.next(); item != null; item = source.next()) {
      TraceItem known = item instanceof Counted counted ? identified(counted) : item;
      ledger.add(known);
      if (known instanceof ModuleEvent event && modules.contains(event.module())) {
        events++;
        follower.event(event);
      } else if (known instanceof TraceItem.Lost lost) {
        follower.lost(lost);
      }
    }
    follower.idle();
    return source.tally();
  }

  private void unread(TraceTally tally) {
    if (tally.unparsed() > 0) {
      talk.warn(
          tally.unparsed()
              + " lines of the trace could not be read, the first is line "
              + tally.firstUnparsed());
    }
  }

  /** The event, with its task as /proc has it now. */
  private Counted identified(Counted event) throws IOException {
    Origin origin = event.origin();
    if (!modules.contains(event.module())) {
      return event;
    }
    var known =
        new Origin(
            tasks.identify(origin.task()),
            origin.cpu(),
            origin.context(),
            origin.time(),
            origin.clock());
    return new Counted(event.type(), known, event.module(), event.callSite(), event.refcnt());
  }

  /** What the ring buffer lost at the very end, where no event follows to say so. */
  private void uncounted(LiveTrace trace) throws IOException {
    long more = trace.losses().lost() - ledger.losses().atLeast();
    if (more > 0) {
      ledger.add(new TraceItem.Lost(TraceItem.Lost.UNKNOWN_CPU, more));
    }
    if (trace.tellDisturbance()) {
      ledger.add(new TraceItem.Lost(TraceItem.Lost.UNKNOWN_CPU, TraceItem.Lost.UNKNOWN_COUNT));
    }
  }

  private void account(AnswerPrinter printer) {
    ledger.settle();
    for (String module : request.modules()) {
      try {
        account(module, printer);
      } catch (IOException e) {
        printer.cannotTell("cannot read the state of " + module + ": " + e.getMessage());
      }
    }
  }

  private void account(String module, AnswerPrinter printer) throws IOException {
    SysModule facts = SysModule.read(invocation.sys(), module);
    facts.useCount().ifPresent(count -> ledger.observe(module, count));
    Account account = ledger.account(module);
    if (account == null || !account.isCounted()) {
      printer.cannotTell(
          String.valueOf(system.problem(module, facts)) + ", and the trace saw nothing of it");
      return;
    }
    Answer traced = new TraceHolders(callSites).answer(account, ledger.losses());
    Answer running = new LiveHolders(tasks, system.details(), system.host()).confirm(traced, facts);
    boolean counted = facts.useCount().isPresent() && facts.useCount().getAsInt() > 0;
    printer.print(counted ? Merge.of(running, system.answer(module, facts)) : running);
  }
}
