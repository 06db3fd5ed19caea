package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import modtrace.lab.Guest;
import modtrace.lab.KernelLab;
import modtrace.lab.OnceMore;
import modtrace.lab.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Systems that are not set up as most are: what there is answers, what is not to be had is said in
 * one line, and all of it stays as it was.
 */
@ExtendWith(OnceMore.class)
final class EnvironmentsIT {
  @Test
  void aKernelThatIsLockedDownIsAskedAndNotTraced() throws IOException {
    try (Guest guest = KernelLab.boot("EnvironmentsIT", "lockdown=confidentiality")) {
      guest.run("mount -t securityfs securityfs /sys/kernel/security; modprobe loop").ok();
      String pid = guest.run("hold keeper /dev/loop-control").ok().text();
      Result held = guest.run("modtrace who-holds loop").ok();
      assertEquals("loop: use count 1 = 1 by a process", held.lines().get(0));
      assertTrue(held.lines().get(2).startsWith("keeper  " + pid + " "), held.toString());
      for (String tracing :
          List.of("record -o /tmp/it.dat -- true", "who-holds loop --for 1s", "start")) {
        assertEquals(
            "modtrace: there is nothing in /sys/kernel/tracing"
                + " (the kernel is locked down: lockdown=confidentiality forbids tracing)\n",
            guest.run("modtrace " + tracing).status(3).stderr());
      }
      guest.run("[ ! -e /tmp/it.dat ]").ok();
      String told = guest.run("modtrace doctor").status(1).stdout();
      assertTrue(told.matches("(?s).*\nmissing +lockdown +confidentiality: .*"), told);
      assertTrue(told.matches("(?s).*\nmissing +tracing +there is nothing in .*"), told);
    }
  }

  @Test
  void aReadOnlySysIsReadAndNotTraced() throws IOException {
    try (Guest guest = KernelLab.boot("EnvironmentsIT")) {
      guest.run("modprobe loop; mount -t tracefs tracefs /sys/kernel/tracing").ok();
      String pid = guest.run("hold keeper /dev/loop-control").ok().text();
      guest.run("mount -o remount,ro /sys; mount -o remount,bind,ro /sys/kernel/tracing").ok();
      String before = guest.run("control-tree").ok().stdout();
      Result held = guest.run("modtrace who-holds loop").ok();
      assertEquals("loop: use count 1 = 1 by a process", held.lines().get(0));
      assertTrue(held.lines().get(2).startsWith("keeper  " + pid + " "), held.toString());
      for (String tracing : List.of("record -o /tmp/it.dat -- true", "start")) {
        String refusal = guest.run("modtrace " + tracing).status(3).stderr();
        assertTrue(
            refusal.matches(
                "modtrace: cannot create \\S+: read-only file system"
                    + " \\(in a container tracing needs a writable /sys\\)\n"),
            refusal);
      }
      guest.run("[ ! -e /tmp/it.dat ]").ok();
      String told = guest.run("modtrace doctor").status(1).stdout();
      assertTrue(told.matches("(?s).*\nlimited +tracefs +\\S+ is read-only: .*"), told);
      assertEquals(before, guest.run("control-tree").ok().stdout());
    }
  }

  /** The kernel mounts it there itself, for whoever looks. */
  @Test
  void aTracefsBelowDebugfsAloneIsTakenAsItIs() throws IOException {
    try (Guest guest = KernelLab.boot("EnvironmentsIT")) {
      guest.run("mount -t debugfs debugfs /sys/kernel/debug; ls /sys/kernel/debug/tracing/").ok();
      String mounts = guest.run("cat /proc/mounts").ok().stdout();
      assertTrue(mounts.contains(" /sys/kernel/debug/tracing tracefs "), mounts);
      String recorded = guest.run("modtrace record -o - -- modprobe loop").ok().stdout();
      assertTrue(recorded.contains(" module_load: loop"), recorded);
      guest.run("modtrace start").ok();
      String pid = guest.run("hold keeper /dev/loop-control").ok().text();
      Result held = guest.run("modtrace who-holds loop").ok();
      assertTrue(
          held.lines().get(2).matches("keeper +" + pid + " +1 +1 +0 .* misc_open: .*"),
          held.toString());
      guest.run("modtrace reset").ok();
      assertEquals("", guest.run("ls /sys/kernel/debug/tracing/instances").ok().text());
      assertEquals(mounts, guest.run("cat /proc/mounts").ok().stdout());
    }
  }

  /** Another tracer, which has the buffer that all share, and reads it as it is filled. */
  @Test
  void anotherTracerKeepsItsSettingsAndMissesNothing() throws IOException {
    try (Guest guest = KernelLab.boot("EnvironmentsIT")) {
      guest
          .run(
              """
              mount -t tracefs tracefs /sys/kernel/tracing; cd /sys/kernel/tracing
              echo mono >trace_clock; echo 64 >buffer_size_kb; echo 1 >options/record-tgid
              echo 'name == "stp"' >events/module/filter; echo 1 >events/module/enable
              cat trace_pipe >>/tmp/seen &
              """)
          .ok();
      String load = "modprobe bridge && modprobe -r bridge";
      String alone = seen(guest, String.join("\n", load, load, load));
      assertTrue(alone.contains("module_get: stp call_site="), alone);

      String before = guest.run("control-tree").ok().stdout();
      String beside =
          seen(
              guest,
              "modtrace record -o /tmp/it.dat -- sh -c '"
                  + load
                  + "'\nmodtrace start\n"
                  + load
                  + "\nmodtrace show | grep -q 'module_free: *stp'\nmodtrace reset\n"
                  + "modtrace who-holds stp -- sh -c '"
                  + load
                  + "' || [ $? = 1 ]");
      assertEquals(alone, beside);
      assertEquals(before, guest.run("control-tree").ok().stdout());
    }
  }

  /** What the other tracer read of the module while the script loaded it three times. */
  private static String seen(Guest guest, String script) {
    guest.run(Duration.ofMinutes(5), "set -e\n: >/tmp/seen\n" + script).ok();
    return guest
        .run(
            """
            for i in $(seq 200); do [ $(grep -c 'module_free: *stp' /tmp/seen) -ge 3 ] && break; sleep 0.1; done
            sed -n 's/.*\\(module_[a-z]*: *stp\\)/\\1/p' /tmp/seen
            """)
        .ok()
        .stdout();
  }
}
