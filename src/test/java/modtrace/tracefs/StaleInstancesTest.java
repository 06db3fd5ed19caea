package modtrace.tracefs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modtrace.sys.Errno;
import modtrace.sys.FakeKernel;
import org.junit.jupiter.api.Test;

/** What a killed modtrace left is removed, and nothing else ever is. */
class StaleInstancesTest {
  private static final String STALE = FakeKernel.TRACEFS + "/instances/modtrace-77-500";

  private final FakeKernel kernel =
      FakeKernel.withModuleEvents().absent("/proc/77/stat").instance("modtrace-77-500");

  @Test
  void removesTheInstanceOfAProcessThatIsGone() throws Exception {
    assertEquals(
        List.of("removed the instance modtrace-77-500 of a modtrace that was killed"), reap());
    assertEquals(List.of(), kernel.instances());
    assertEquals(List.of("tracing_on=0"), kernel.writes());
  }

  @Test
  void removesTheInstanceOfAProcessWhosePidIsAnothersNow() throws Exception {
    kernel.process(77, 501);
    assertEquals(1, reap().size());
    assertEquals(List.of(), kernel.instances());
  }

  @Test
  void removesTheInstanceOfACorpseThatNobodyWaitedFor() throws Exception {
    kernel.zombie(77, 500);
    assertEquals(1, reap().size());
  }

  @Test
  void leavesAProcessWhoseFirstThreadEndedBeforeTheOthers() throws Exception {
    kernel.zombie(77, 500).file("/proc/77/task/78/stat", "");
    assertEquals(List.of(), reap());
  }

  @Test
  void leavesTheLiving() throws Exception {
    kernel.process(77, 500);
    assertEquals(List.of(), reap());
    assertEquals(List.of(), kernel.writes());
  }

  @Test
  void leavesWhatItCannotBeSureOf() throws Exception {
    kernel.process(77, 1).fail("open", "/proc/77/stat", 1, Errno.EACCES);
    assertEquals(List.of(), reap());
    kernel.file("/proc/77/stat", "?");
    assertEquals(List.of(), reap());
  }

  @Test
  void leavesInstancesOfOtherNames() throws Exception {
    kernel.instance("modtrace").instance("modtrace-77").instance("modtrace-77-500-ns9");
    kernel.instance("my-modtrace-77-500").instance("modtrace-77-500x").instance("foo");
    reap();
    assertEquals(
        "[foo, modtrace, modtrace-77, modtrace-77-500-ns9, modtrace-77-500x, my-modtrace-77-500]",
        kernel.instances().toString());
  }

  @Test
  void touchesNothingWherePidsAreNotThoseOfTheWholeSystem() throws Exception {
    kernel.link("/proc/self/ns/pid", "pid:[4026532999]");
    assertEquals(List.of(), reap());
    kernel.link("/proc/self/ns/pid", "pid:[4026531836]");
    kernel.link("/proc/self/ns/time", "time:[4026532999]");
    assertEquals(List.of(), reap());
  }

  @Test
  void namesAnInstanceInAnotherPidNamespaceSoThatNobodyTakesItForHis() throws Exception {
    kernel.link("/proc/self/ns/pid", "pid:[4026532999]");
    String name = InstanceOwner.self(kernel).instanceName();
    assertEquals("modtrace-42-1000-ns4026532999", name);
    assertEquals(true, InstanceOwner.of(name).isEmpty());
  }

  @Test
  void reportsWhatItCouldNotRemoveAndGoesOn() throws Exception {
    kernel.absent("/proc/78/stat").instance("modtrace-78-1");
    kernel.fail("rmdir", STALE, 0, Errno.EBUSY);
    assertEquals(
        List.of(
            "cannot remove " + STALE + ": device or resource busy",
            "removed the instance modtrace-78-1 of a modtrace that was killed"),
        reap());
  }

  @Test
  void neverFailsTheRun() throws Exception {
    kernel.fail("list", FakeKernel.TRACEFS + "/instances", 1, Errno.EACCES);
    assertEquals(
        List.of(
            "cannot look for what killed modtraces left: "
                + "cannot list /sys/kernel/tracing/instances: permission denied"
                + " (in a container tracing needs the privileges of the host)"),
        reap());
  }

  private List<String> reap() throws Exception {
    List<String> report = StaleInstances.reap(Tracefs.find(kernel, note -> {}));
    kernel.close();
    return report;
  }
}
