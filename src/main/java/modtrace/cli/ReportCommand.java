package modtrace.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import modtrace.dat.DatSource;
import modtrace.event.ModuleEvent;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;
import modtrace.event.TraceTally;
import modtrace.render.EventJson;
import modtrace.render.ReportLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code modtrace report}: the events of a recording, as trace-cmd report prints them. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Print the events of a trace.dat, of text those of modules, as trace-cmd report does.")
final class ReportCommand implements Callable<Integer> {
  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      defaultValue = RecordCommand.DEFAULT_FILE,
      description =
          "The recording, a trace.dat or text (default: ${DEFAULT-VALUE}); - is standard input.")
  String input = RecordCommand.DEFAULT_FILE;

  @Option(
      names = {"-m", "--module"},
      paramLabel = "MODULE",
      converter = ModuleName.class,
      description = "Only the events of this module; may be given several times.")
  Set<String> modules = new LinkedHashSet<>();

  @Option(names = "--json", description = "One JSON object an event, one a line.")
  boolean json;

  @Mixin CommonOptions common = new CommonOptions();

  private final Invocation invocation;
  private BufferPrefixes prefixes = BufferPrefixes.of(null);

  ReportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    var talk = new Talk(invocation.streams().err(), false, common.verbose);
    var out = new Out(invocation.streams().out());
    TraceInput recording = TraceInput.open(input, invocation.streams().in());
    prefixes = BufferPrefixes.of(recording.dat());
    try (TraceSource source = modules.isEmpty() ? recording.all() : recording.eventsOf(modules)) {
      boolean lost = print(source, out, talk);
      out.flush();
      recording.judge(source.tally(), lost, talk);
      if (recording.dat() == null) {
        tell(source.tally(), talk);
      }
    } catch (IOException e) {
      out.flush();
      throw recording.unreadable(e);
    }
    return ExitCode.OK;
  }

  private boolean print(TraceSource source, Out out, Talk talk) throws IOException {
    boolean lost = false;
    int cpus = 0;
    var line = new StringBuilder(128);
    for (TraceItem item = source.next(); item != null; item = source.next()) {
      if (cpus == 0 && !json) {
        cpus = source.tally().cpus();
        if (cpus > 0) {
          out.line("cpus=" + cpus);
        }
      }
      line.setLength(0);
      if (source instanceof DatSource dat && !json) {
        prefixes.append(line, dat.bufferIndex());
      }
      switch (item.kind()) {
        case EVENT -> event((ModuleEvent) item, line, out);
        case CUT_SHORT -> {
          event(((TraceItem.CutShort) item).event(), line, out);
          talk.warn(input + ": ends inside the last event, which may lack letters or digits");
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
    if (json) {
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
    if (json) {
      out.json(generator -> EventJson.write(generator, event));
    } else {
      ReportLine.append(line, event);
      out.line(line);
    }
  }

  private void loss(TraceItem.Lost lost, StringBuilder line, Out out) {
    if (json) {
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
