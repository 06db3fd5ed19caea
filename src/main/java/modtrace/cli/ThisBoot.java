package modtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import modtrace.holder.Answer;
import modtrace.holder.Hindsight;
import modtrace.proc.SysModule;

/** The running system as it is after a recording that was made on it, since it booted. */
final class ThisBoot {
  private static final long SECOND = 1_000_000_000;

  private final Path root;
  private final RunningSystem system;

  ThisBoot(Path root) {
    this.root = root;
    this.system = new RunningSystem(root);
  }

  /**
   * A recording of another boot, or another machine, says nothing of this one's processes.
   *
   * @param file its name; may be that of no file
   * @param endNanos the time of its last event, by a clock that began with the boot
   */
  void refuseOther(String file, long endNanos) {
    try {
      String uptime = Files.readString(root.resolve("proc/uptime"));
      double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
      if (endNanos / (double) SECOND > seconds + 1) {
        throw other(file, "its last event is later than this machine has been running for");
      }
      Instant boot = Instant.now().minusMillis((long) (seconds * 1000));
      if (written(file).isBefore(boot.minusSeconds(2))) {
        throw other(file, "it was last written before this machine booted");
      }
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
  }

  private static Instant written(String file) throws IOException {
    try {
      return Files.getLastModifiedTime(Path.of(file)).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.MAX; // standard input
    }
  }

  private static Failure other(String file, String why) {
    return new Failure(
        ExitCode.CANNOT_TELL,
        file + " is of another boot or machine: " + why + " (without --now it can be read)");
  }

  /** Prints who of those that the recording saw has it now, and who else. */
  void answer(Answer recorded, AnswerPrinter printer) {
    String module = recorded.module();
    try {
      SysModule facts = system.facts(module);
      String problem = system.problem(module, facts);
      if (problem == null) {
        Answer live = system.answer(module, facts);
        printer.print(new Hindsight(root.resolve("proc")).of(recorded, live));
      } else {
        printer.cannotTell(problem);
      }
    } catch (IOException e) {
      printer.cannotTell("cannot read the state of " + module + ": " + e.getMessage());
    }
  }
}
