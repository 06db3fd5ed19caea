package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A recording in the form of trace-cmd, read by trace-cmd, whatever ended it. */
@KernelTest
final class RecordIT {
  private static final String NO_INSTANCE = "[ -z \"$(ls /sys/kernel/tracing/instances)\" ]";

  /** Of trace-cmd's lines those of a module, without names and stamps. */
  private static final String EVENTS =
      " | sed -n 's/.* \\(module_[a-z]*: .*\\)/\\1/p' | grep ' vkms' | sort";

  @AfterEach
  void unload(Guest guest) {
    guest.run("umount /tmp/small 2>/dev/null; modprobe -r vkms loop; rm -f /tmp/it.*").ok();
  }

  @Test
  void hasTheSameEventsAsTheText(Guest guest) {
    String both =
        Background.start("modtrace record -o - >/tmp/it.txt")
            + "modtrace record -o /tmp/it.dat -- sh -c 'modprobe vkms && hold card-holder /dev/dri/card0'\n"
            + "kill $tool; wait $tool && pkill card-holder; sleep 0.5";
    String pid = guest.run(both).ok().text();
    List<String> text = guest.run("modtrace report -i /tmp/it.txt" + EVENTS).ok().lines();
    List<String> binary = guest.run("trace-cmd report -i /tmp/it.dat" + EVENTS).ok().lines();
    assertEquals(text, binary);
    assertFalse(binary.isEmpty());
    assertTrue(
        guest
            .run("trace-cmd report -i /tmp/it.dat")
            .ok()
            .stdout()
            .matches(
                "(?s).*\n +card-holder-"
                    + pid
                    + " [^\n]* module_get: +vkms call_site=drm_stub_open refcnt=2\n.*"));
  }

  @Test
  void canBeReadAfterKillNine(Guest guest) {
    guest.run(
        Background.start("modtrace record -o /tmp/it.dat")
            + "modprobe vkms; sleep 5; kill -9 $tool; wait $tool");
    assertTrue(
        guest
            .run("trace-cmd report -i /tmp/it.dat")
            .ok()
            .stdout()
            .matches("(?s).*\n +modprobe-\\d+ [^\n]* module_load: +vkms OE\n.*"));
    guest.run("modtrace record -o /tmp/it.dat -- true && " + NO_INSTANCE).ok();
  }

  @Test
  void aControlCEndsItInOrder(Guest guest) {
    Result ended =
        guest.run(
            Background.start("modtrace record -o /tmp/it.dat")
                + "modprobe vkms; kill -INT $tool; wait $tool && "
                + NO_INSTANCE);
    assertTrue(ended.ok().stderr().endsWith(" in /tmp/it.dat\n"), ended.toString());
    guest.run("trace-cmd report -i /tmp/it.dat | grep 'module_load: *vkms'").ok();
    guest.run("[ ! -e /tmp/it.dat.new ]").ok();
  }

  @Test
  void tellsWhatItSavedBeforeTheDiskWasFull(Guest guest) {
    Result full =
        guest.run(
            """
            mkdir -p /tmp/small; mount -t tmpfs -o size=7m small /tmp/small
            modtrace record -o /tmp/small/it.dat -e raw_syscalls -- timeout 20 dd if=/dev/zero of=/dev/null bs=1
            """);
    assertTrue(
        full.status(3)
            .stderr()
            .matches("(?s).*modtrace: cannot write [^\n]*: no space left: only \\d+ events .*"),
        full.toString());
    guest.run(NO_INSTANCE).ok();
    int read =
        Integer.parseInt(
            guest.run("trace-cmd report -i /tmp/small/it.dat | grep -c ' sys_'").ok().text());
    assertTrue(read > 1000, "events: " + read);
  }

  @Test
  void belongsToWhoeverRanSudo(Guest guest) {
    guest.run("SUDO_UID=65534 SUDO_GID=65534 modtrace record -o /tmp/it.dat -- true").ok();
    assertEquals("600 65534 65534", guest.run("stat -c '%a %u %g' /tmp/it.dat").ok().text());
  }

  @Test
  void replacesARecordingOfTraceCmdsAndNothingElse(Guest guest) {
    guest.run("trace-cmd record -q -o /tmp/it.dat -e module true").ok();
    guest.run("modtrace record -o /tmp/it.dat -- sh -c 'exit 7'").status(7);
    assertEquals("600", guest.run("stat -c %a /tmp/it.dat").ok().text());
    guest.run("echo mine >/tmp/it.txt; modtrace record -o /tmp/it.txt -- true").status(3);
    assertEquals("mine", guest.run("cat /tmp/it.txt").ok().text());
  }
}
