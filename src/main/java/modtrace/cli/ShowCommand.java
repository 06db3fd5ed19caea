package modtrace.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Values;
import modtrace.event.TraceSource;
import modtrace.text.TextSource;
import modtrace.tracefs.FlightRecorder;

/** {@code modtrace show}: what the recorder has, which stays in it. */
final class ShowCommand implements Callable<Integer> {
  private final Values module =
      Values.of(
          new ModuleName(),
          "MODULE",
          "Only the events of this module; may be given several times.",
          "-m",
          "--module");
  private final Flag json = Flag.of("One JSON object an event, one a line.", "--json");
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;

  ShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  Verb verb() {
    return new Verb("show", this)
        .synopsis("modtrace show [-m MODULE]... [--json] [-v]")
        .description("Print the events that the recorder has, as report does; they stay in it.")
        .takes(module, json, verbose)
        .takesHelp();
  }

  @Override
  public Integer call() {
    var talk = new Talk(invocation.streams().err(), false, verbose.isGiven());
    var out = new Out(invocation.streams().out());
    Set<String> modules = new LinkedHashSet<>(module.get());
    var printer = new ReportPrinter(out, json.isGiven(), BufferPrefixes.of(null));
    try {
      FlightRecorder recorder = Recorder.of(invocation, talk).armed();
      try (TraceSource source = TextSource.of(recorder.history())) {
        new EventsReport("the recorder", modules, printer, talk).print(source);
      }
      printer.flush();
      long from = recorder.completeFrom();
      if (from > 0) {
        talk.note(
            String.format(
                Locale.ROOT,
                "the ring is full: of what was before %.6f s only a part is left",
                from / 1e9));
      }
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    return ExitCode.OK;
  }
}
