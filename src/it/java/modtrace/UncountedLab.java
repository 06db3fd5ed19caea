package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import modtrace.lab.Guest;
import modtrace.lab.KernelLab;
import org.junit.jupiter.api.Test;

/**
 * A kernel without CONFIG_MODULE_UNLOAD, which {@code src/it/sh/lab/uncounted} builds: it takes ten
 * minutes, so no build does. Not to be run on another one.
 */
final class UncountedLab {
  private static final String NOT_COUNTED =
      "the kernel does not count references to loop: it was built without CONFIG_MODULE_UNLOAD";

  @Test
  void eachVerbSaysThatNothingIsCounted() throws IOException {
    try (Guest guest = KernelLab.boot("UncountedLab")) {
      guest.run("modprobe loop && mount -t tracefs tracefs /sys/kernel/tracing").ok();
      guest.run("[ ! -e /sys/module/loop/refcnt ]").ok();
      assertEquals("loop", guest.run("cut -d' ' -f1 /proc/modules").ok().text());
      guest.run("hold keeper /dev/loop-control").ok();

      assertEquals(
          "modtrace: " + NOT_COUNTED + "\n",
          guest.run("modtrace who-holds loop").status(3).stderr());
      assertEquals(
          "loop: cannot be unloaded now\n  in the way: " + NOT_COUNTED + "\n",
          guest.run("modtrace can-unload loop").status(1).stdout());
      String listed = guest.run("modtrace list modules").ok().stdout();
      assertTrue(listed.matches("(?s).*\nloop +\\d+ +- +- +- +live\n"), listed);
      for (String tracing :
          List.of("start", "who-holds loop --for 1s", "record -e module_get -o /tmp/x.dat")) {
        assertEquals(
            "modtrace: this kernel does not trace references to modules"
                + " (it was built without CONFIG_MODULE_UNLOAD)\n",
            guest.run("modtrace " + tracing).status(3).stderr(),
            tracing);
      }
      guest.run("[ ! -e /tmp/x.dat ] && [ -z \"$(ls /sys/kernel/tracing/instances)\" ]").ok();
      String doctor = guest.run("modtrace doctor").status(1).stdout();
      assertTrue(doctor.contains("CONFIG_MODULE_UNLOAD"), doctor);
    }
  }
}
