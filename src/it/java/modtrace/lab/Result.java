package modtrace.lab;

import java.util.List;

/** What a command in the guest answered: its exit status and what it printed. */
public record Result(String command, int status, String stdout, String stderr) {

  /** This result, of a command that must have succeeded. */
  public Result ok() {
    return status(0);
  }

  /** This result, of a command that must have ended with {@code expected}. */
  public Result status(int expected) {
    if (status != expected) {
      throw new AssertionError("expected status " + expected + " of " + this);
    }
    return this;
  }

  /** Standard output without white space around it: the answer of a command that says one thing. */
  public String text() {
    return stdout.strip();
  }

  /** The lines of standard output. */
  public List<String> lines() {
    return stdout.lines().toList();
  }

  @Override
  public String toString() {
    return String.format(
        "%s%n== status %d, stdout:%n%s== stderr:%n%s", command, status, stdout, stderr);
  }
}
