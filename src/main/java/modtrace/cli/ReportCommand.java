package modtrace.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import modtrace.cli.PictureReport.Form;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Value;
import modtrace.cli.Word.Values;
import modtrace.event.ReadAhead;
import modtrace.event.TraceSource;
import modtrace.event.TraceTally;
import org.jspecify.annotations.Nullable;

/** {@code modtrace report}: the events of a recording, as trace-cmd report prints them. */
final class ReportCommand implements Callable<Integer> {
  private final Value<String> input =
      Value.withDefault(
          RecordCommand.DEFAULT_FILE,
          "FILE",
          "The recording, a trace.dat or text (default: ${DEFAULT-VALUE}); - is standard input.",
          "-i",
          "--input");
  private final Values module =
      Values.of(
          new ModuleName(),
          "MODULE",
          "Only the events of this module; may be given several times.",
          "-m",
          "--module");
  private final Flag json = Flag.of("One JSON object an event, one a line.", "--json");
  private final Value<String> html =
      Value.of("FILE", "Write one page: a picture over time, with its table.", "--html");
  private final Value<String> svg = Value.of("FILE", "Write that picture alone.", "--svg");
  private final Value<String> perfetto =
      Value.of("FILE", "Write what ui.perfetto.dev and chrome://tracing open.", "--perfetto");
  private final Flag force = Flag.of("Replace whatever file is in the way.", "--force");
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;
  private Set<String> modules = Set.of();

  ReportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  Verb verb() {
    return new Verb("report", this)
        .synopsis(
            "modtrace report [-i FILE|-] [-m MODULE]... [--json] [-v]",
            "       modtrace report [-i FILE|-] [-m MODULE]... --html|--svg|--perfetto FILE|- [--force] [-v]")
        .description(
            "Print the events of a trace.dat, of text those of modules, as trace-cmd report does.")
        .takes(input, module)
        .takesOneOf(json, html, svg, perfetto)
        .takes(force, verbose)
        .takesHelp();
  }

  @Override
  public Integer call() throws IOException {
    var talk = new Talk(invocation.streams().err(), false, verbose.isGiven());
    var out = new Out(invocation.streams().out());
    modules = new LinkedHashSet<>(module.get());
    Form form = form();
    if (form != null) {
      return draw(form, talk);
    }
    TraceInput recording = TraceInput.open(file(), invocation.streams().in());
    var prefixes = BufferPrefixes.of(recording.dat());
    var printer = new ReportPrinter(out, json.isGiven(), prefixes);
    try (TraceSource source = source(recording, prefixes)) {
      boolean lost = new EventsReport(file(), modules, printer, talk).print(source);
      printer.flush();
      recording.judge(source.tally(), lost, talk);
      UnfinishedRecording.warn(file(), recording.dat(), talk);
      if (recording.dat() == null) {
        tell(source.tally(), talk);
      }
    } catch (IOException e) {
      printer.flush();
      throw recording.unreadable(e);
    }
    return ExitCode.OK;
  }

  private @Nullable Form form() {
    if (html.get() != null) {
      return Form.HTML;
    }
    return svg.get() != null ? Form.SVG : perfetto.get() != null ? Form.PERFETTO : null;
  }

  private int draw(Form form, Talk talk) throws IOException {
    String drawn =
        switch (form) {
          case HTML -> html.getOr("");
          case SVG -> svg.getOr("");
          case PERFETTO -> perfetto.getOr("");
        };
    TraceInput recording = TraceInput.open(file(), invocation.streams().in());
    if (!drawn.equals("-")) {
      OutputFile.checkNew(drawn, force.isGiven());
      OutputFile.checkNew(OutputFile.successor(drawn), force.isGiven());
    }
    try (DrawnFile to = DrawnFile.create(drawn, invocation)) {
      new PictureReport(form, recording, to, talk).draw(modules);
    }
    return ExitCode.OK;
  }

  private String file() {
    return input.getOr(RecordCommand.DEFAULT_FILE);
  }

  /**
   * A trace.dat stands still, so that it can be read ahead; of several buffers each item counts.
   */
  private TraceSource source(TraceInput recording, BufferPrefixes prefixes) throws IOException {
    TraceSource source = modules.isEmpty() ? recording.all() : recording.eventsOf(modules);
    return recording.dat() != null && prefixes.areEmpty() ? new ReadAhead(source) : source;
  }

  private static void tell(TraceTally tally, Talk talk) {
    if (tally.otherEvents() > 0) {
      talk.detail(tally.otherEvents() + " events of other systems were passed over");
    }
  }
}
