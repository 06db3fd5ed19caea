package modtrace.proc;

/**
 * An open file of a process: /proc/PID/task/TID/fd/N and the file that it leads to.
 *
 * @param process whose it is
 * @param task id of a thread whose table it is in: the process's own, but for threads with a table
 *     of their own and where the first thread has ended
 * @param link the link's text: a path as the process sees it, or such as {@code socket:[123]}
 */
public record Descriptor(ProcTask process, int task, int fd, String link, FileStat file) {
  private static final int CHARACTER = 0020000;

  /** S_IFBLK, as {@link FileStat#type}. */
  public static final int BLOCK = 0060000;

  /** "major:minor" of the device that it is. */
  public String majorMinor() {
    return Devices.majorMinor(file.number());
  }

  public boolean isCharacterDevice() {
    return file.type() == CHARACTER;
  }

  public boolean isBlockDevice() {
    return file.type() == BLOCK;
  }
}
