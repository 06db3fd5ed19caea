package modtrace.proc;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of the running kernel, for what has changed between versions. */
public record KernelRelease(int major, int minor) {
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");

  /** Reads /proc/sys/kernel/osrelease. */
  public static KernelRelease read(Path proc) throws IOException {
    String text = Attribute.read(proc.resolve("sys/kernel/osrelease"));
    return parse(text == null ? "" : text);
  }

  /** {@code 6.1.0-56-amd64}; 0.0 for what is no release. */
  static KernelRelease parse(String text) {
    Matcher numbers = RELEASE.matcher(text);
    return numbers.matches()
        ? new KernelRelease(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
        : new KernelRelease(0, 0);
  }

  /**
   * The folder of a kernel's modules.
   *
   * @param release as its osrelease tells it
   */
  static Path modules(Path root, String release) throws OddTextException {
    try {
      return root.resolve("lib/modules").resolve(release);
    } catch (InvalidPathException e) {
      throw new OddTextException("the release of a kernel", release);
    }
  }

  public boolean isAtLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }
}
