package modtrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modtrace.event.ModuleEvent.Type;
import modtrace.render.Check;
import modtrace.sys.Kernel;
import modtrace.tracefs.EventId;
import modtrace.tracefs.Tracefs;
import modtrace.tracefs.TracerState;

/** What can be traced, and who traces. */
final class TracingChecks {
  private static final int MOST_NAMES = 8;

  private final Kernel kernel;
  private final List<Check> checks = new ArrayList<>();

  TracingChecks(Invocation invocation) {
    kernel = invocation.kernel().get();
  }

  List<Check> all() {
    try {
      Optional<Tracefs> mounted = Tracefs.mounted(kernel);
      if (mounted.isEmpty()) {
        checks.add(
            Check.limited(
                "tracefs", "not mounted; what traces mounts it at /sys/kernel/tracing when root"));
      } else {
        String root = mounted.get().root();
        checks.add(
            mounted.get().isReadOnly()
                ? Check.limited("tracefs", root + " is read-only: what was traced can be read")
                : Check.ok("tracefs", root));
        of(mounted.get());
      }
    } catch (IOException e) {
      checks.add(Check.missing("tracing", String.valueOf(e.getMessage())));
    }
    return checks;
  }

  private void of(Tracefs tracefs) throws IOException {
    List<String> there = tracefs.events().events().stream().map(EventId::name).toList();
    List<String> missing =
        Stream.of(Type.values()).map(Type::eventName).filter(e -> !there.contains(e)).toList();
    checks.add(
        missing.isEmpty()
            ? Check.ok("module events", "all five")
            : Check.missing("module events", "not here: " + String.join(" ", missing)));
    checks.add(
        kernel.exists(tracefs.root() + "/events/module/module_get/hist")
            ? Check.ok("histograms", "the recorder can count in the kernel")
            : Check.limited(
                "histograms", "not here (CONFIG_HIST_TRIGGERS): the recorder has only its ring"));
    for (TracerState state : TracerState.all(tracefs)) {
      if (state.name().isEmpty()) {
        top(state);
      } else {
        instance(state);
      }
    }
  }

  private void top(TracerState top) {
    boolean used = !top.tracer().equals("nop") || !top.events().isEmpty();
    checks.add(
        Check.info(
            "top level",
            used
                ? "somebody traces there, which modtrace leaves alone: tracer "
                    + top.tracer()
                    + ", events "
                    + names(top.events())
                : "nobody traces there"));
  }

  private static String names(List<String> events) {
    if (events.isEmpty()) {
      return "none";
    }
    String some = String.join(" ", events.subList(0, Math.min(MOST_NAMES, events.size())));
    return events.size() > MOST_NAMES ? some + " and more" : some;
  }

  private void instance(TracerState instance) {
    String ring = instance.losses().entries() + " events, " + instance.losses().lost() + " lost";
    String name = "instance " + instance.name();
    checks.add(
        switch (instance.owner()) {
          case OTHERS -> Check.info(name, "somebody else's");
          case RECORDER ->
              Check.info(name, "the recorder, " + (instance.on() ? "on: " : "stopped: ") + ring);
          case RUNNING -> Check.info(name, "of a modtrace that runs");
          case STALE ->
              Check.limited(name, "stale, of a modtrace that was killed (modtrace reset)");
        });
  }
}
