package modtrace.sys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What stat(2) tells of a file.
 *
 * @param device of the file system that it is on, as glibc's dev_t
 * @param number of the device that it is, as glibc's dev_t; 0 for what is none
 * @param mode type and access bits (include/uapi/linux/stat.h)
 */
public record Stat(long device, long inode, long number, int mode) {
  /** Reads it, links followed. */
  public static Stat read(Path file) throws IOException {
    Map<String, Object> told = Files.readAttributes(file, "unix:mode,dev,ino,rdev");
    return new Stat(
        number(told, "dev"), number(told, "ino"), number(told, "rdev"), (int) number(told, "mode"));
  }

  private static long number(Map<String, Object> told, String name) {
    return told.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
