package modtrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Value;
import modtrace.cli.Word.Values;
import modtrace.holder.Answer;
import modtrace.holder.ModuleRow;
import modtrace.proc.LoadedModules;
import modtrace.proc.SysModule;
import modtrace.render.InstanceList;
import modtrace.render.ModuleList;
import modtrace.render.Printable;
import modtrace.tracefs.EventId;
import modtrace.tracefs.Tracefs;
import modtrace.tracefs.TracerState;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code modtrace list events|tracers|modules|instances}: what there is. */
final class ListCommand implements Callable<Integer> {
  private final Values words =
      Values.positional(
          () ->
              PositionalParamSpec.builder()
                  .arity("1..*")
                  .required(true)
                  .paramLabel("WHAT")
                  .completionCandidates(List.of("events", "tracers", "modules", "instances"))
                  .description(
                      "events (of them those that the REGEX is found in), tracers, modules or instances."),
          word -> word);
  private final Flag json = Flag.of("One JSON object for each, one a line.", "--json");
  private final Value<String> color = TerminalLook.color();
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;
  private final Verb verb;

  ListCommand(Invocation invocation) {
    this.invocation = invocation;
    verb =
        new Verb("list", this)
            .synopsis(
                "modtrace list events [REGEX]|tracers|modules|instances [--json] [--color WHEN] [-v]")
            .description(
                "List the kernel's trace events or tracers, the loaded modules or the tracing instances.",
                "Modules come with how much of their use counts is explained, instances with whose they are.")
            .takes(words, json, color, verbose)
            .takesHelp();
  }

  Verb verb() {
    return verb;
  }

  @Override
  public Integer call() {
    String what = words.get().get(0);
    if (words.get().size() > (what.equals("events") ? 2 : 1)) {
      throw new ParameterException(verb.line(), "too many words after list " + what);
    }
    var talk = new Talk(invocation.streams().err(), false, verbose.isGiven());
    var out = new Out(invocation.streams().out());
    try {
      switch (what) {
        case "events" -> events(pattern(), talk, out);
        case "tracers" -> tracers(talk, out);
        case "modules" -> modules(talk, out);
        case "instances" -> instances(talk, out);
        default ->
            throw new ParameterException(
                verb.line(), "list what? events, tracers, modules or instances, not " + what);
      }
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    out.flush();
    return ExitCode.OK;
  }

  private Pattern pattern() {
    String regex = words.get().size() > 1 ? words.get().get(1) : "";
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new ParameterException(
          verb.line(), "no regular expression: " + e.getDescription() + ": " + regex, e);
    }
  }

  private Tracefs tracefs(Talk talk) throws IOException {
    return Tracefs.find(invocation.kernel().get(), talk::detail);
  }

  private void events(Pattern wanted, Talk talk, Out out) throws IOException {
    for (EventId event : tracefs(talk).events().events()) {
      if (wanted.matcher(event.toString()).find()) {
        if (json.isGiven()) {
          out.json(
              generator -> {
                generator.writeStartObject();
                generator.writeStringField("system", event.system());
                generator.writeStringField("event", event.name());
                generator.writeEndObject();
              });
        } else {
          out.line(Printable.text(event.toString()));
        }
      }
    }
  }

  private void tracers(Talk talk, Out out) throws IOException {
    Tracefs tracefs = tracefs(talk);
    String current = tracefs.currentTracer();
    for (String tracer : tracefs.tracers()) {
      boolean chosen = tracer.equals(current);
      if (json.isGiven()) {
        out.json(
            generator -> {
              generator.writeStartObject();
              generator.writeStringField("tracer", tracer);
              generator.writeBooleanField("current", chosen);
              generator.writeEndObject();
            });
      } else {
        out.line(Printable.text(tracer) + (chosen ? " (current)" : ""));
      }
    }
  }

  private void instances(Talk talk, Out out) throws IOException {
    List<TracerState> instances =
        TracerState.all(tracefs(talk)).stream().filter(state -> !state.name().isEmpty()).toList();
    if (json.isGiven()) {
      instances.forEach(state -> out.json(generator -> InstanceList.json(generator, state)));
    } else {
      InstanceList.lines(instances, TerminalLook.of(invocation, color)).forEach(out::line);
    }
  }

  private void modules(Talk talk, Out out) throws IOException {
    List<LoadedModules.Row> loaded = LoadedModules.read(invocation.proc()).rows();
    var system = new RunningSystem(invocation.root());
    List<ModuleRow> rows = new ArrayList<>();
    Set<String> caveats = new LinkedHashSet<>();
    for (LoadedModules.Row row : loaded) {
      rows.add(row(row, system, caveats));
    }
    caveats.forEach(talk::warn);
    if (json.isGiven()) {
      rows.forEach(row -> out.json(generator -> ModuleList.json(generator, row)));
    } else {
      ModuleList.lines(rows, TerminalLook.of(invocation, color)).forEach(out::line);
    }
  }

  /** Nobody has to be looked for where the dependants are all that can hold it. */
  private static ModuleRow row(LoadedModules.Row row, RunningSystem system, Set<String> caveats)
      throws IOException {
    SysModule facts = system.facts(row.name());
    if (facts.useCount().isEmpty() || facts.state() == SysModule.State.GOING) {
      return new ModuleRow(row, OptionalInt.empty(), OptionalInt.empty());
    }
    if (facts.useCount().getAsInt() <= facts.dependants().size()) {
      return new ModuleRow(row, facts.useCount(), OptionalInt.of(0));
    }
    Answer answer = system.answer(row.name(), facts);
    caveats.addAll(answer.unexplained() > 0 ? answer.caveats() : List.of());
    return new ModuleRow(
        row, OptionalInt.of(answer.explained()), OptionalInt.of(answer.unexplained()));
  }
}
