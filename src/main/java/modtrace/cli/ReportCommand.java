package modtrace.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Value;
import modtrace.cli.Word.Values;
import modtrace.dat.DatSource;
import modtrace.event.ModuleEvent;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;
import modtrace.event.TraceTally;
import modtrace.render.EventJson;
import modtrace.render.ReportLine;

/** {@code modtrace report}: the module events of a recording, as trace-cmd report prints them. */
final class ReportCommand implements Callable<Integer> {
  private final Value<String> input =
      Value.withDefault(
          RecordCommand.DEFAULT_FILE,
          "FILE",
          "The recording (default: ${DEFAULT-VALUE}); - is standard input.",
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
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;
  private Set<String> modules = Set.of();
  private BufferPrefixes prefixes = BufferPrefixes.of(null);

  ReportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  Verb verb() {
    return new Verb("report", this)
        .description(
            "Print the module events of a recording, one a line, as trace-cmd report does.")
        .takes(input, module, json, verbose)
        .takesHelp();
  }

  @Override
  public Integer call() {
    var talk = new Talk(invocation.streams().err(), false, verbose.isGiven());
    var out = new Out(invocation.streams().out());
    modules = new LinkedHashSet<>(module.get());
    TraceInput recording = TraceInput.open(file(), invocation.streams().in());
    prefixes = BufferPrefixes.of(recording.dat());
    try (TraceSource source = modules.isEmpty() ? recording.all() : recording.eventsOf(modules)) {
      boolean lost = print(source, out, talk);
      out.flush();
      recording.judge(source.tally(), lost, talk);
      tell(source.tally(), talk);
    } catch (IOException e) {
      out.flush();
      throw recording.unreadable(e);
    }
    return ExitCode.OK;
  }

  private String file() {
    return input.getOr(RecordCommand.DEFAULT_FILE);
  }

  private boolean print(TraceSource source, Out out, Talk talk) throws IOException {
    boolean lost = false;
    int cpus = 0;
    var line = new StringBuilder(128);
    for (TraceItem item = source.next(); item != null; item = source.next()) {
      if (cpus == 0 && !json.isGiven()) {
        cpus = source.tally().cpus();
        if (cpus > 0) {
          out.line("cpus=" + cpus);
        }
      }
      line.setLength(0);
      if (source instanceof DatSource dat && !json.isGiven()) {
        prefixes.append(line, dat.bufferIndex());
      }
      switch (item.kind()) {
        case EVENT -> event((ModuleEvent) item, line, out);
        case CUT_SHORT -> {
          event(((TraceItem.CutShort) item).event(), line, out);
          talk.warn(file() + ": ends inside the last event, which may lack letters or digits");
        }
        case LOST -> {
          lost = true;
          loss((TraceItem.Lost) item, line, out);
        }
        case OTHER -> other((TraceItem.Other) item, line, out);
        case STACK, UNPARSED -> {}
      }
    }
    return lost;
  }

  private void event(ModuleEvent event, StringBuilder line, Out out) {
    if (!modules.isEmpty() && !modules.contains(event.module())) {
      return;
    }
    if (json.isGiven()) {
      out.json(generator -> EventJson.write(generator, event));
    } else {
      ReportLine.append(line, event);
      out.line(line);
    }
  }

  private void other(TraceItem.Other event, StringBuilder line, Out out) {
    if (!modules.isEmpty()) {
      return;
    }
    if (json.isGiven()) {
      out.json(generator -> EventJson.write(generator, event));
    } else {
      ReportLine.append(line, event);
      out.line(line);
    }
  }

  private void loss(TraceItem.Lost lost, StringBuilder line, Out out) {
    if (json.isGiven()) {
      out.json(generator -> EventJson.write(generator, lost));
    } else {
      ReportLine.append(line, lost);
      out.line(line);
    }
  }

  private static void tell(TraceTally tally, Talk talk) {
    if (tally.otherEvents() > 0) {
      talk.detail(tally.otherEvents() + " events of other systems were passed over");
    }
  }
}
