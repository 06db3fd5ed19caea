package modtrace.tracefs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import modtrace.sys.Errno;
import modtrace.sys.FakeKernel;
import org.junit.jupiter.api.Test;

/** Where tracefs is, and what is said where it is not to be had. */
class TracefsTest {
  private static final String MOUNTS = "/proc/self/mounts";
  private static final String LOCKDOWN = "/sys/kernel/security/lockdown";
  private static final String DEBUGFS = "debugfs /sys/kernel/debug debugfs rw 0 0\n";

  private final FakeKernel kernel = FakeKernel.withModuleEvents();
  private final List<String> notes = new ArrayList<>();

  @Test
  void takesTheMountThatIsThere() throws Exception {
    assertEquals("/sys/kernel/tracing", find().root());
    assertEquals(List.of(), notes);
  }

  @Test
  void prefersTheUsualPlaceAmongSeveral() throws Exception {
    kernel.file(
        MOUNTS,
        """
        tracefs /sys/kernel/debug/tracing tracefs rw 0 0
        tracefs /sys/kernel/tracing tracefs rw 0 0
        """);
    assertEquals("/sys/kernel/tracing", find().root());
  }

  @Test
  void tellsWhetherItIsReadOnly() throws Exception {
    assertFalse(find().isReadOnly());
    kernel.file(MOUNTS, "x /sys/kernel/tracing tracefs nosuid,ro,relatime 0 0\n");
    assertTrue(find().isReadOnly());
  }

  @Test
  void readsAMountPointWithABlankInItsName() throws Exception {
    kernel.file(MOUNTS, "x /mnt/my\\040trace tracefs rw 0 0\n").file("/mnt/my trace/README", "");
    assertEquals("/mnt/my trace", find().root());
  }

  @Test
  void mountsItWhereItBelongsAndSaysSo() throws Exception {
    kernel.file(MOUNTS, DEBUGFS);
    assertEquals("/sys/kernel/tracing", find().root());
    assertEquals(List.of("mounted tracefs at /sys/kernel/tracing"), notes);
  }

  @Test
  void takesWhatSomebodyElseHasMountedMeanwhile() throws Exception {
    kernel.file(MOUNTS, DEBUGFS);
    find();
    int justBefore = kernel.calls().indexOf("mount /sys/kernel/tracing");
    kernel
        .fail("mount", "/sys/kernel/tracing", 1, Errno.EBUSY)
        .atCall(
            kernel.callCount() + justBefore,
            () -> kernel.file(MOUNTS, DEBUGFS + "x /sys/kernel/tracing tracefs rw 0 0\n"));
    notes.clear();
    assertEquals("/sys/kernel/tracing", find().root());
    assertEquals(List.of(), notes);
  }

  @Test
  void takesTheOldPlaceInDebugfsOfAKernelWithoutTracefs() throws Exception {
    kernel.file(MOUNTS, DEBUGFS).file("/sys/kernel/debug/tracing/README", "");
    kernel.fail("mount", "/sys/kernel/tracing", 1, Errno.ENODEV);
    assertEquals("/sys/kernel/debug/tracing", find().root());
    assertEquals(List.of(), notes);
  }

  @Test
  void saysThatAKernelCannotTrace() {
    kernel.file(MOUNTS, "proc /proc proc rw 0 0\n");
    kernel.fail("mount", "/sys/kernel/tracing", 1, Errno.ENODEV);
    assertEquals(
        "this kernel cannot trace: it has no tracefs (it needs CONFIG_TRACING)", refusal());
  }

  @Test
  void advisesAUserToBecomeRoot() {
    kernel.file(MOUNTS, "").user(1000);
    kernel.fail("mount", "/sys/kernel/tracing", 1, Errno.EPERM);
    assertEquals(
        "cannot mount /sys/kernel/tracing: operation not permitted (run as root: sudo modtrace)",
        refusal());
  }

  @Test
  void tellsRootThatTheKernelIsLockedDown() {
    kernel.file(MOUNTS, "").file(LOCKDOWN, "none integrity [confidentiality]\n");
    kernel.fail("mount", "/sys/kernel/tracing", 1, Errno.EPERM);
    assertEquals(
        "cannot mount /sys/kernel/tracing: operation not permitted"
            + " (the kernel is locked down: lockdown=confidentiality forbids tracing)",
        refusal());
  }

  /** As under lockdown=confidentiality on the command line of 6.1: mounted, and without a file. */
  @Test
  void tellsThatTheKernelWasLockedDownFromItsStart() {
    kernel.file(MOUNTS, "x /mnt/tracing tracefs rw 0 0\n").directory("/mnt/tracing");
    assertEquals(
        "there is nothing in /mnt/tracing"
            + " (the kernel is locked down: lockdown=confidentiality forbids tracing)",
        refusal());
    assertThrows(TracefsException.class, () -> Tracefs.mounted(kernel));
  }

  @Test
  void tellsRootInAContainerWhatIsMissing() {
    kernel.file(MOUNTS, "");
    kernel.fail("mount", "/sys/kernel/tracing", 1, Errno.EPERM);
    assertEquals(
        "cannot mount /sys/kernel/tracing: operation not permitted"
            + " (in a container tracing needs the privileges of the host)",
        refusal());
  }

  @Test
  void saysThatAKernelHasNoEvents() {
    kernel.absent("/sys/kernel/tracing/available_events");
    String message = assertThrows(TracefsException.class, () -> find().events()).getMessage();
    assertEquals("this kernel has no trace events (it needs CONFIG_EVENT_TRACING)", message);
  }

  private Tracefs find() throws Exception {
    Tracefs found = Tracefs.find(kernel, notes::add);
    kernel.close();
    return found;
  }

  private String refusal() {
    return String.valueOf(assertThrows(TracefsException.class, this::find).getMessage());
  }
}
