package modtrace.sys;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Small files of /proc and /sys: quickly where libc is loaded by then, and by Java until then.
 * Exceptions are those of {@link Files}.
 */
public final class SmallFile {
  private SmallFile() {}

  /** All bytes of a file. */
  public static byte[] read(Path file) throws IOException {
    byte[] bytes = quickly(file);
    return bytes == null ? Files.readAllBytes(file) : bytes;
  }

  /**
   * All bytes of a file; null where there is none of that name, for many attributes of sysfs are
   * not there: an exception for each of them would take longer than all that are.
   */
  public static byte @Nullable [] readIfAny(Path file) throws IOException {
    byte[] bytes = quickly(file);
    RawFiles raw = LinuxKernel.rawFiles();
    if (bytes != null || (raw != null && Boolean.FALSE.equals(raw.exists(file.toString())))) {
      return bytes;
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      if (e instanceof NoSuchFileException || Errno.ENOTDIR.isToldBy(e)) {
        return null;
      }
      throw e;
    }
  }

  /**
   * By system calls, or else by a plain stream, which takes half as long as Files; null on failure.
   */
  private static byte @Nullable [] quickly(Path file) {
    RawFiles raw = LinuxKernel.rawFiles();
    if (raw != null) {
      return raw.read(file.toString());
    }
    try (var stream = new FileInputStream(file.toFile())) {
      return stream.readAllBytes();
    } catch (IOException e) {
      return null; // Files tells why
    }
  }

  /** The text of a file; what is not in the charset is replaced. */
  public static String read(Path file, Charset charset) throws IOException {
    return new String(read(file), charset);
  }

  /** The text of a symbolic link. */
  public static String link(Path link) throws IOException {
    RawFiles raw = LinuxKernel.rawFiles();
    String text = raw == null ? null : raw.link(link.toString());
    return text == null || text.isEmpty() ? Files.readSymbolicLink(link).toString() : text;
  }

  /** The text of a symbolic link; null where there is none of that name. */
  public static @Nullable String linkIfAny(Path link) throws IOException {
    RawFiles raw = LinuxKernel.rawFiles();
    String text = raw == null ? null : raw.link(link.toString());
    if (text != null) {
      return text.isEmpty() ? null : text;
    }
    return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : null;
  }

  /** Whether there is such a file, links followed. */
  public static boolean exists(Path file) {
    RawFiles raw = LinuxKernel.rawFiles();
    Boolean known = raw == null ? null : raw.exists(file.toString());
    return known == null ? Files.exists(file) : known;
  }

  /** What a file is, links followed. */
  public static Stat stat(Path file) throws IOException {
    RawFiles raw = LinuxKernel.rawFiles();
    Stat stat = raw == null ? null : raw.stat(file.toString());
    return stat == null ? Stat.read(file) : stat;
  }
}
