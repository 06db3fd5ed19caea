package modtrace.tracefs;

import static java.util.Objects.requireNonNullElse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import modtrace.MadeUp;
import modtrace.sys.FakeKernel;

/** Whatever the files of tracefs say, and whatever a user asks for by name. */
class TracefsFuzzTest {
  private static final String RECORDER = FakeKernel.TRACEFS + "/instances/modtrace/";

  /** What modtrace reads there, and what it needs to know of processes. */
  private static final List<String> FILES =
      List.of(
          "/proc/self/stat",
          "/proc/42/stat",
          "/proc/kallsyms",
          FakeKernel.TRACEFS + "/available_events",
          FakeKernel.TRACEFS + "/available_tracers",
          FakeKernel.TRACEFS + "/current_tracer",
          RECORDER + "buffer_size_kb",
          RECORDER + "current_tracer",
          RECORDER + "error_log",
          RECORDER + "events/header_page",
          RECORDER + "events/module/module_get/filter",
          RECORDER + "events/module/module_get/hist",
          RECORDER + "events/module/module_get/trigger",
          RECORDER + "per_cpu/cpu0/stats",
          RECORDER + "set_event",
          RECORDER + "trace_clock",
          RECORDER + "tracing_on");

  @FuzzTest
  void readsAnyControlFiles(FuzzedDataProvider data) {
    Mount.best(Mount.parse(data.consumeString(100).lines().toList()), "tracefs", "/t");
    try (var kernel = kernel()) {
      for (int left = data.consumeInt(0, 4); left > 0; left--) {
        String file = data.pickValue(FILES.toArray(String[]::new));
        kernel.file(file, data.consumeString(data.consumeInt(0, 300)));
      }
      boolean unused = MadeUp.isTold(() -> lookAtAll(kernel));
    }
  }

  private static FakeKernel kernel() {
    var kernel = FakeKernel.withModuleEvents();
    for (String event : List.of("module_get", "module_put")) {
      kernel.instanceFile("events/module/" + event + "/hist", "");
      kernel.instanceFile("events/module/" + event + "/trigger", "hist:keys=name\n");
    }
    kernel.instanceFile("current_tracer", "nop\n").instance("modtrace").instance("modtrace-42-7");
    kernel.file(FakeKernel.TRACEFS + "/available_tracers", "function nop\n");
    kernel.file(FakeKernel.TRACEFS + "/current_tracer", "nop\n");
    FILES.forEach(file -> kernel.file(file, requireNonNullElse(kernel.content(file), "")));
    return kernel;
  }

  private static void lookAtAll(FakeKernel kernel) throws IOException {
    Tracefs tracefs = Tracefs.find(kernel, note -> {});
    FlightRecorder recorder = tracefs.recorder();
    List<MadeUp.Reading> looks =
        List.of(
            () -> check(tracefs.events()),
            tracefs::tracers,
            tracefs::currentTracer,
            tracefs::chatter,
            recorder::isArmed,
            recorder::filter,
            recorder::isOn,
            recorder::completeFrom,
            () -> recorder.balances().ifPresent(TracefsFuzzTest::check),
            () -> LossCounters.of(tracefs.instanceDirectory("modtrace")),
            () -> InstanceOwner.self(kernel),
            () -> StaleInstances.reap(tracefs));
    for (MadeUp.Reading look : looks) {
      boolean unused = MadeUp.isTold(look);
    }
  }

  private static void check(EventCatalog catalog) {
    catalog.events().forEach(event -> assertEquals(event, EventId.parse(event.toString())));
  }

  private static void check(Balances balances) {
    balances.gets().tasks().forEach(entry -> assertTrue(entry.count() >= 0 && entry.pid() >= 0));
    balances.gets().modules().keySet().forEach(name -> assertFalse(name.isEmpty()));
  }

  /** Java's own globs mean the same, as long as there are no brackets. */
  @FuzzTest
  void choosesEventsByAnyWord(FuzzedDataProvider data) {
    String word = data.consumeString(30);
    String name = data.consumeRemainingAsString();
    boolean matches = Glob.of(word).matches(name);
    if (word.matches("[a-c*?]+") && name.matches("[a-c]+")) {
      var javas = FileSystems.getDefault().getPathMatcher("glob:" + word);
      assertEquals(javas.matches(Path.of(name)), matches);
    }
    var catalog = EventCatalog.parse(List.of("module:module_get", "sched:" + name));
    boolean unused = MadeUp.isTold(() -> assertFalse(catalog.resolve(List.of(word)).isEmpty()));
  }
}
