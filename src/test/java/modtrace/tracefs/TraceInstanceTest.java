package modtrace.tracefs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import modtrace.sys.Errno;
import modtrace.sys.FakeKernel;
import modtrace.sys.KernelText;
import org.junit.jupiter.api.Test;

/** A private trace: set up in a safe order, and gone when closed. */
class TraceInstanceTest {
  private static final EventId GET = new EventId("module", "module_get");
  private static final EventId LOAD = new EventId("module", "module_load");
  private static final TraceRequest REQUEST =
      TraceRequest.of(List.of(GET, LOAD)).withFilters(Map.of(GET, "name == \"vkms\""));
  private static final String PATH = FakeKernel.TRACEFS + "/instances/modtrace-42-1000";

  @Test
  void isNamedAfterItsProcessAndItsStartTime() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents();
        TraceInstance instance = started(kernel, REQUEST)) {
      assertEquals(PATH, instance.path());
      assertEquals(List.of("modtrace-42-1000"), kernel.instances());
    }
  }

  @Test
  void shrinksItsBufferFirstAndTracesOnlyWhenAllIsReady() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents();
        TraceInstance instance = started(kernel, REQUEST)) {
      List<String> writes = kernel.writes();
      assertEquals(List.of("buffer_size_kb=512", "tracing_on=0"), writes.subList(0, 2));
      assertEquals(
          List.of(
              "trace_clock=mono",
              "events/module/module_get/filter=name == \"vkms\"",
              "events/module/module_get/enable=1",
              "events/module/module_load/enable=1",
              "tracing_on=1"),
          writes.subList(writes.size() - 5, writes.size()));
      assertEquals(instance.path(), PATH);
    }
  }

  @Test
  void holdsFreeBufferBeforeAnyEventIsEnabled() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents();
        TraceInstance instance = started(kernel, REQUEST)) {
      int held = kernel.calls().indexOf("open " + instance.path() + "/free_buffer");
      int enabled = kernel.calls().indexOf("write " + PATH + "/events/module/module_get/enable");
      assertTrue(0 < held && held < enabled);
      assertFalse(kernel.calls().contains("close " + PATH + "/free_buffer"));
      assertTrue(kernel.writes().contains("options/disable_on_free=1"));
    }
  }

  @Test
  void tellsWhatOthersChangedWhileItTraced() throws Exception {
    assertEquals("", disturbedBy("/tracing_on", "1\n"));
    assertEquals("somebody turned the tracing off", disturbedBy("/tracing_on", "0\n"));
    assertEquals(
        "somebody changed module:module_load",
        disturbedBy("/events/module/module_load/enable", "0\n"));
    assertEquals("", disturbedBy("/events/module/module_load/enable", "1*\n"));
    assertEquals(
        "somebody changed the filter of module:module_get",
        disturbedBy("/events/module/module_get/filter", "none\n"));
  }

  private static String disturbedBy(String file, String content) throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents();
        TraceInstance instance = started(kernel, REQUEST)) {
      kernel.file(PATH + file, content);
      instance.stop();
      instance.stop();
      return instance.disturbance();
    }
  }

  /** As the event of a module that was unloaded meanwhile. */
  @Test
  void takesNoEventThatIsGoneForADisturbance() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents();
        TraceInstance instance = started(kernel, REQUEST)) {
      kernel.absent(PATH + "/events/module/module_load/enable");
      instance.stop();
      assertEquals("", instance.disturbance());
    }
  }

  @Test
  void tellsThatItWasTakenAway() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents();
        TraceInstance instance = started(kernel, REQUEST)) {
      kernel.fail("open", PATH + "/tracing_on", 0, Errno.ENODEV);
      assertThrows(IOException.class, instance::stop);
      assertTrue(
          instance.disturbance().startsWith("somebody took the tracing away: cannot open"),
          instance.disturbance());
    }
  }

  @Test
  void setsEveryOptionThatShapesTheText() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents();
        TraceInstance instance = started(kernel, REQUEST)) {
      assertEquals(PATH, instance.path());
      List<String> options =
          kernel.writes().stream().filter(write -> write.startsWith("options/")).toList();
      assertEquals(21, options.size());
      assertTrue(options.containsAll(List.of("options/irq-info=1", "options/record-tgid=0")));
      assertTrue(options.containsAll(List.of("options/fields=0", "options/stacktrace=0")));
    }
  }

  @Test
  void asksForStacksOnlyWhenTold() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents();
        TraceInstance instance = started(kernel, REQUEST.withStacks(true))) {
      assertEquals(PATH, instance.path());
      assertTrue(kernel.writes().contains("options/stacktrace=1"));
    }
  }

  @Test
  void doesWithoutAnOptionThatTheKernelLacks() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents().withoutInstanceFile("options/fields");
        TraceInstance instance = started(kernel, REQUEST)) {
      assertEquals(PATH, instance.path());
      assertFalse(kernel.writes().contains("options/fields=0"));
    }
  }

  @Test
  void leavesNothingAndTouchesNothingElse() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents()) {
      TraceInstance instance = started(kernel, REQUEST);
      instance.close();
      instance.close();
      assertEquals(List.of(), kernel.instances());
      assertEquals(List.of(), kernel.globalWrites());
    }
  }

  @Test
  void isRemovedWhenSomebodyJustLookedAtIt() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents()) {
      kernel.fail("rmdir", PATH, 1, Errno.EBUSY).fail("rmdir", PATH, 2, Errno.EBUSY);
      started(kernel, REQUEST).close();
      assertEquals(List.of(), kernel.instances());
    }
  }

  @Test
  void saysSoWhenSomebodyKeepsItBusyAndHasEndedItsTracing() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents().fail("rmdir", PATH, 0, Errno.EBUSY)) {
      TraceInstance instance = started(kernel, REQUEST);
      IOException busy = assertThrows(IOException.class, instance::close);
      assertEquals("cannot remove " + PATH + ": device or resource busy", busy.getMessage());
      assertEquals("0\n", kernel.content(PATH + "/tracing_on"));
    }
  }

  @Test
  void neverRemovesAnInstanceThatItDidNotMake() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents().instance("modtrace-42-1000")) {
      assertThrows(TracefsException.class, () -> started(kernel, REQUEST).close());
      assertEquals(List.of("modtrace-42-1000"), kernel.instances());
      assertEquals(List.of(), kernel.writes());
    }
  }

  @Test
  void tellsTheKernelsReasonAgainstAFilter() throws Exception {
    String log = "[  1.0] event filter parse error: error: Field not found\n  Command: x\n   ^\n";
    String filter = PATH + "/events/module/module_get/filter";
    try (FakeKernel kernel = FakeKernel.withModuleEvents().instanceFile("error_log", log)) {
      kernel.fail("write", filter, 1, Errno.EINVAL);
      Exception refused =
          assertThrows(TracefsException.class, () -> started(kernel, REQUEST).close());
      assertEquals(
          "cannot filter module:module_get by 'name == \"vkms\"': Field not found",
          refused.getMessage());
      assertEquals(List.of(), kernel.instances());
    }
  }

  @Test
  void tellsAnOlderKernelsReasonOutOfTheFilterItself() throws Exception {
    String filter = "events/module/module_get/filter";
    try (FakeKernel kernel =
        FakeKernel.withModuleEvents()
            .withoutInstanceFile("error_log")
            .instanceFile(filter, "x\n^\nparse_error: Invalid operator\n")) {
      kernel.fail("write", PATH + "/" + filter, 1, Errno.EINVAL);
      Exception refused =
          assertThrows(TracefsException.class, () -> started(kernel, REQUEST).close());
      assertTrue(String.valueOf(refused.getMessage()).endsWith(": Invalid operator"));
    }
  }

  @Test
  void advisesAUserToBecomeRoot() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents().user(1000)) {
      kernel.fail("mkdir", PATH, 1, Errno.EACCES);
      Exception refused =
          assertThrows(TracefsException.class, () -> started(kernel, REQUEST).close());
      assertEquals(
          "cannot create " + PATH + ": permission denied (run as root: sudo modtrace)",
          refused.getMessage());
    }
  }

  @Test
  void leavesNothingWhicheverCallFails() throws Exception {
    int calls = callsOfAWholeLife();
    assertTrue(calls > 80);
    for (int nth = 1; nth <= calls; nth++) {
      try (FakeKernel kernel = scripted().failCall(nth)) {
        live(kernel);
        assertEquals(List.of(), kernel.instances(), "call " + nth + " failed");
        assertEquals(List.of(), kernel.globalWrites());
      }
    }
  }

  @Test
  void leavesNothingWhenClosedByASignalAtAnyMoment() throws Exception {
    int calls = callsOfAWholeLife();
    for (int nth = 1; nth <= calls; nth++) {
      try (FakeKernel kernel = scripted()) {
        TraceInstance instance = Tracefs.find(kernel, note -> {}).instance(REQUEST);
        SignalThread signal = new SignalThread(instance);
        kernel.atCall(kernel.callCount() + nth, signal::arrive);
        read(instance);
        signal.join();
        assertEquals(List.of(), kernel.instances(), "signal at call " + nth);
        assertEquals(List.of(), kernel.globalWrites());
      }
    }
  }

  @Test
  void endsAtOnceWhenItWasStoppedBeforeItStarted() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents();
        TraceInstance instance = Tracefs.find(kernel, note -> {}).instance(REQUEST)) {
      instance.stop();
      instance.start();
      assertEquals(TracePipe.END, instance.pipe().read(new byte[1], 0, 1));
    }
  }

  @Test
  void addsUpWhatEachCpuLost() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents()) {
      kernel.instanceFile("per_cpu/cpu1/stats", KernelText.stats(17, 2, 100));
      try (TraceInstance instance = started(kernel, REQUEST)) {
        assertEquals(new LossCounters(0, 17, 0, 2, 100), instance.losses());
        assertEquals(19, instance.losses().lost());
      }
    }
  }

  private static TraceInstance started(FakeKernel kernel, TraceRequest request) throws IOException {
    TraceInstance instance = Tracefs.find(kernel, note -> {}).instance(request);
    instance.start();
    return instance;
  }

  private static FakeKernel scripted() {
    return FakeKernel.withModuleEvents().pipe("a line\n", FakeKernel.SILENCE, "another\n");
  }

  private static int callsOfAWholeLife() throws Exception {
    try (FakeKernel kernel = scripted()) {
      assertEquals("a line\nanother\n", live(kernel));
      return kernel.callCount();
    }
  }

  private static String live(FakeKernel kernel) {
    try {
      Tracefs tracefs = Tracefs.find(kernel, note -> {});
      StaleInstances.reap(tracefs);
      return read(tracefs.instance(REQUEST));
    } catch (IOException e) {
      return "failed";
    }
  }

  private static String read(TraceInstance instance) {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[64];
    try (instance) {
      instance.start();
      for (int n; (n = instance.pipe().read(buffer, 0, 64)) != TracePipe.END; ) {
        text.append(new String(buffer, 0, n, UTF_8));
        instance.pipe().await(1);
        if (text.indexOf("another") > 0) {
          instance.stop();
        }
      }
      instance.losses();
    } catch (IOException e) {
      text.append("failed");
    }
    return text.toString();
  }
}
