package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code modtrace report} of what trace-cmd recorded on this kernel, beside {@code trace-cmd
 * report}: the same bytes.
 */
@KernelTest
final class ReportIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @AfterEach
  void unload(Guest guest) {
    guest.run("rm -f /tmp/it.*; modprobe -r dummy").ok();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-e module -e sched",
        "-e module -e raw_syscalls -e sched",
        "-e module -e syscalls -e task -e signal",
        "-e module -e irq -e workqueue -e rcu",
        "-T -e module -e sched:sched_process_exec",
        "-e module:module_load -B foo -e module -B bar -e sched",
        "--file-version 6 -e module -e sched",
        "--compression none -C counter -e module",
        "--date -C boot -e module",
      })
  void printsWhatTraceCmdPrints(String events, Guest guest) {
    String record =
        "which trace-cmd && trace-cmd record -q "
            + events
            + " -o /tmp/it.dat sh -c 'ls / && modprobe dummy && rmmod dummy' >/dev/null\n"
            + "trace-cmd report -i /tmp/it.dat 2>/dev/null >/tmp/it.theirs\n"
            + "modtrace report -i /tmp/it.dat >/tmp/it.ours";
    guest.run(LIMIT, record).ok();
    String lines = guest.run("wc -l </tmp/it.theirs").ok().text();
    assertTrue(Integer.parseInt(lines) > 3, "trace-cmd recorded nothing");
    assertEquals(
        "", guest.run(LIMIT, "diff /tmp/it.theirs /tmp/it.ours | head -20; true").ok().text());
  }
}
