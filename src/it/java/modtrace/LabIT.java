package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import modtrace.lab.Guest;
import modtrace.lab.GuestLost;
import modtrace.lab.KernelLab;
import modtrace.lab.KernelTest;
import org.junit.jupiter.api.Test;

/** The laboratory does what the tests on a real kernel take for granted. */
@KernelTest
final class LabIT {
  private static final String TRACEFS =
      "[ -e /sys/kernel/tracing/events ] || mount -t tracefs tracefs /sys/kernel/tracing\n";

  private final List<String> lost = new ArrayList<>();

  @Test
  void bootsADebianKernel(Guest guest) {
    String release = guest.run("uname -r").ok().text();
    assertTrue(release.matches("\\d+\\.\\d+\\.\\S+-amd64"), release);
    String series = KernelLab.series();
    assertTrue(series.equals("newest") || release.startsWith(series + "."), release);
    assertEquals("0", guest.run("id -u").ok().text());
  }

  @Test
  void reportsStatusAndBothOutputs(Guest guest) {
    var result = guest.run("echo answer; echo talk >&2; exit 3").status(3);
    assertEquals("answer\n", result.stdout());
    assertEquals("talk\n", result.stderr());
  }

  @Test
  void endsACommandThatTakesTooLong(Guest guest) {
    var result = guest.run(Duration.ofSeconds(1), "echo before; sleep 100; echo after");
    assertEquals("before\n", result.status(124).stdout());
    assertEquals("", guest.run("pgrep sleep").status(1).text());
  }

  /** The first time with an agent that answers no more, the second in another guest. */
  @Test
  void aGuestIsLostAndReplaced(Guest guest) {
    boolean first = lost.isEmpty();
    try {
      guest.run(Duration.ofSeconds(1), first ? "kill -STOP $(pgrep -o -x agent)" : "true").ok();
    } catch (GuestLost e) {
      lost.add(e.getMessage());
      throw e;
    }
    assertEquals(1, lost.size());
    assertTrue(lost.get(0).contains("RIP="), lost.get(0));
    assertTrue(lost.get(0).contains("NMI"), lost.get(0));
  }

  @Test
  void hasTheModuleEvents(Guest guest) {
    var events = guest.run(TRACEFS + "cd /sys/kernel/tracing/events/module && ls -d */").ok();
    assertEquals(
        List.of("module_free/", "module_get/", "module_load/", "module_put/", "module_request/"),
        events.lines());
  }

  @Test
  void sharesAFolderWithThisMachine(Guest guest) throws IOException {
    guest.run("printf recording >/out/file").ok();
    assertEquals("recording", Files.readString(guest.shared().resolve("file")));
  }

  @Test
  void anOpenCardHoldsVkms(Guest guest) {
    String useCount = "cat /sys/module/vkms/refcnt";
    guest.run("modprobe vkms; test -c /dev/dri/card0").ok();
    assertEquals("0", guest.run(useCount).ok().text());

    String pid = guest.run("hold card-holder /dev/dri/card0").ok().text();
    assertEquals("1", guest.run(useCount).ok().text());
    assertEquals("card-holder", guest.run("cat /proc/" + pid + "/comm").ok().text());
    assertEquals(
        "rmmod: ERROR: Module vkms is in use\n", guest.run("rmmod vkms").status(1).stderr());

    guest.run("kill " + pid + "; while [ -e /proc/" + pid + " ]; do sleep 0.1; done").ok();
    assertEquals("0", guest.run(useCount).ok().text());
    guest.run("rmmod vkms").ok();
  }

  @Test
  void aFileHandedOverBelongsToItsReceiver(Guest guest) {
    String pids = guest.run("modprobe loop; hand-over broker keeper /dev/loop-control").ok().text();
    String broker = pids.split(" ", -1)[0];
    String keeper = pids.split(" ", -1)[1];
    assertEquals("broker", guest.run("cat /proc/" + broker + "/comm").ok().text());
    assertEquals("keeper", guest.run("cat /proc/" + keeper + "/comm").ok().text());
    String open = "readlink /proc/%s/fd/* | grep loop-control; true";
    assertEquals("", guest.run(String.format(open, broker)).text());
    assertEquals("/dev/loop-control", guest.run(String.format(open, keeper)).text());
    guest.run("kill " + pids).ok();
  }

  @Test
  void nobodyCanReadTheApplicationButNotOpenTheTrace(Guest guest) {
    assertEquals("nobody", guest.run("as-nobody id -un").ok().text());
    guest.run("as-nobody test -r \"$MODTRACE\"/bin/modtrace").ok();
    guest.run("as-nobody test -x \"$JAVA_HOME\"/bin/java").ok();
    guest.run(TRACEFS + "as-nobody ls /sys/kernel/tracing").status(2);
  }

  @Test
  void theControlTreeShowsWhatTracingChanged(Guest guest) {
    String enable = "echo %d >/sys/kernel/tracing/events/module/module_get/enable\n";
    String on = String.format(enable, 1);
    String off = String.format(enable, 0);
    String before = guest.run(TRACEFS + on + off + "control-tree").ok().stdout();
    var during = guest.run(on + "control-tree\n" + off).ok().lines();
    String after = guest.run("control-tree").ok().stdout();

    assertEquals(before, after);
    assertEquals(
        List.of(
            "set_event: module:module_get",
            "events/module/enable: X",
            "events/module/module_get/enable: 1"),
        during.stream().filter(line -> !before.contains(line + "\n")).toList());
  }
}
