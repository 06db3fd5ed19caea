package modtrace.proc;

import java.io.IOException;
import java.nio.file.Path;
import modtrace.sys.Probe;
import modtrace.sys.SmallFile;
import modtrace.sys.Stat;
import org.jspecify.annotations.Nullable;

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
    return of(SmallFile.stat(file));
  }

  /** As the probe tells it. */
  public static FileStat read(Path file, Probe probe) throws IOException {
    return of(probe.stat(file));
  }

  private static FileStat of(Stat told) {
    return new FileStat(told.device(), told.inode(), told.number(), told.mode() & S_IFMT);
  }

  /**
   * By hand: what Java makes for a record is made at its first use, and takes a tenth of a start.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileStat file
        && file.device == device
        && file.inode == inode
        && file.number == number
        && file.type == type;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * (31 * device + inode) + number) + type;
  }

  public boolean isDevice() {
    return isBlock() || type == CHARACTER;
  }

  public boolean isBlock() {
    return type == BLOCK;
  }
}
