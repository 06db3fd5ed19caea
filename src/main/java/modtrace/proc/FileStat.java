package modtrace.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import modtrace.sys.Probe;

/**
 * What stat(2) tells of a file, links followed.
 *
 * @param device number of the file system that the file is on
 * @param number of the device that the file is; 0 for what is no device
 * @param type {@code S_IFMT} bits of its mode (include/uapi/linux/stat.h)
 */
public record FileStat(long device, long inode, long number, int type) {
  static final int S_IFMT = 0170000;
  private static final int CHARACTER = 0020000;
  private static final int BLOCK = 0060000;

  /** Reads it. */
  public static FileStat read(Path file) throws IOException {
    return of(Files.readAttributes(file, "unix:mode,dev,ino,rdev"));
  }

  /** As the probe tells it. */
  public static FileStat read(Path file, Probe probe) throws IOException {
    return of(probe.stat(file));
  }

  private static FileStat of(Map<String, Object> told) {
    return new FileStat(
        number(told, "dev"),
        number(told, "ino"),
        number(told, "rdev"),
        (int) number(told, "mode") & S_IFMT);
  }

  private static long number(Map<String, Object> told, String name) {
    return told.get(name) instanceof Number number ? number.longValue() : 0;
  }

  public boolean isDevice() {
    return isBlock() || type == CHARACTER;
  }

  public boolean isBlock() {
    return type == BLOCK;
  }
}
