package modtrace.sys;

import java.io.IOException;

/**
 * The kernel refused a call; the message is one line that says which call, on what, why, and where
 * it is known what to do: {@code cannot open /sys/kernel/tracing: permission denied (run as root)}.
 */
public final class SyscallException extends IOException {
  private final String call;
  private final String what;
  private final int number;
  private final String advice;

  /**
   * @param call the system call, {@code open}
   * @param what what it was called on, usually a path
   * @param number the errno
   * @param advice what the user can do, or empty
   */
  public SyscallException(String call, String what, int number, String advice) {
    super(problem(call, what, number) + (advice.isEmpty() ? "" : " (" + advice + ")"));
    this.call = call;
    this.what = what;
    this.number = number;
    this.advice = advice;
  }

  public SyscallException(String call, String what, Errno errno) {
    this(call, what, errno.number(), "");
  }

  public String call() {
    return call;
  }

  public String what() {
    return what;
  }

  public Errno errno() {
    return Errno.of(number);
  }

  public boolean is(Errno errno) {
    return errno() == errno;
  }

  /** The message without the advice. */
  public String problem() {
    return problem(call, what, number);
  }

  public String advice() {
    return advice;
  }

  /** The same refusal, with {@code what} told more exactly. */
  public SyscallException about(String what) {
    SyscallException told = new SyscallException(call, what, number, advice);
    told.initCause(this);
    return told;
  }

  private static String problem(String call, String what, int number) {
    Errno errno = Errno.of(number);
    String why = errno == Errno.OTHER ? "error " + number : errno.text();
    return "cannot " + verb(call) + " " + what + ": " + why;
  }

  private static String verb(String call) {
    return switch (call) {
      case "mkdir" -> "create";
      case "rmdir" -> "remove";
      case "access" -> "look up";
      case "poll" -> "wait for";
      case "readlink" -> "read the link";
      case "fchown" -> "give away";
      default -> call;
    };
  }
}
