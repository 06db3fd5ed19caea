package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import modtrace.lab.Guest;
import modtrace.lab.KernelLab;
import modtrace.lab.OnceMore;
import modtrace.lab.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@code modtrace start --boot} tells to write on the kernel's command line begins the
 * recorder before the first module, on kernels that can do that; elsewhere it does nothing, and the
 * recorder begins when it is started.
 */
@ExtendWith(OnceMore.class)
final class RecorderAtBootIT {
  @Test
  void whatTheKernelBeganIsTheRecordersHistory() throws IOException {
    String line;
    try (Guest guest = KernelLab.boot("RecorderAtBootIT")) {
      line =
          guest
              .run("modtrace start --boot | sed -n 's/^# trace_instance/trace_instance/p'")
              .ok()
              .text();
    }
    try (Guest guest = KernelLab.boot("RecorderAtBootIT", line)) {
      guest.run("mount -t tracefs nodev /sys/kernel/tracing").ok();
      boolean began = guest.run("[ -e /sys/kernel/tracing/instances/modtrace ]").status() == 0;
      assertEquals(canBegin(guest.run("uname -r").ok().text()), began);
      String pid = guest.run("modprobe vkms; hold card-holder /dev/dri/card0").ok().text();
      String said = guest.run("modtrace start").ok().stdout();
      assertTrue(said.startsWith(began ? "recorder armed already" : "recorder armed: "), said);
      Result held = guest.run("modtrace who-holds vkms").ok();
      String gets = began ? " 1 +1 +0 +\\d+\\.\\d{6} +drm_stub_open: " : " 1 ";
      assertTrue(
          held.stdout()
              .matches(
                  "(?s)vkms: 1 reference, 1 explained\n.*\ncard-holder +"
                      + pid
                      + " +"
                      + gets
                      + ".*"),
          held.toString());
    }
  }

  /** {@code trace_instance=} takes events since Linux 6.12 or before; Debian's 6.1 has it not. */
  private static boolean canBegin(String release) {
    String[] numbers = release.split("\\.");
    int major = Integer.parseInt(numbers[0]);
    return major > 6 || (major == 6 && Integer.parseInt(numbers[1]) >= 12);
  }
}
