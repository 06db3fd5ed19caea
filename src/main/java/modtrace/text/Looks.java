package modtrace.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the beginning of a file looks like, to say so when it is no trace. */
public final class Looks {
  private record Sign(Pattern pattern, String words) {
    Sign(String regex, String words) {
      this(Pattern.compile(regex, Pattern.DOTALL), words);
    }
  }

  private static final List<Sign> BINARIES =
      List.of(
          new Sign(
              "PERFILE2.*",
              "is a perf.data: give its text instead, perf script -i FILE | modtrace …"),
          new Sign("\u007fELF.*", "is an ELF program or module, not a trace"),
          new Sign(
              "\\(\u00b5/\u00fd.*", "is zstd data: unpack it first, zstdcat FILE | modtrace …"),
          new Sign("\u00fd7zXZ.*", "is xz data: unpack it first, xzcat FILE | modtrace …"),
          new Sign("BZh.*", "is bzip2 data: unpack it first, bzcat FILE | modtrace …"),
          new Sign("PK\u0003\u0004.*", "is a zip archive, not a trace"));

  private static final List<Sign> TEXTS =
      List.of(
          new Sign("\\s*", "is empty"),
          new Sign("\\s*[\\[{].*", "looks like JSON"),
          new Sign("\\s*<.*", "looks like HTML or XML"),
          new Sign("Module +Size +Used by.*", "looks like the output of lsmod"),
          new Sign(
              "[\\w]+ \\d+ -?\\d+ \\S+ (?:Live|Loading|Unloading) 0x.*",
              "looks like /proc/modules"),
          new Sign("(?:<\\d+>)?\\[ *\\d+\\.\\d+\\] .*", "looks like the kernel's log (dmesg)"),
          new Sign("COMMAND +PID .*", "looks like the output of lsof"),
          new Sign("Attaching \\d+ probe.*", "looks like the output of bpftrace"),
          new Sign("#!.*", "looks like a script"),
          new Sign(".*: \\d+ references?, .*", "looks like modtrace's own answer"));

  private Looks() {}

  /** What a file of these first bytes is, when it cannot be text; null when it can. */
  public static @Nullable String binary(byte[] head) {
    String text = new String(head, ISO_8859_1);
    for (Sign sign : BINARIES) {
      if (sign.pattern().matcher(text).matches()) {
        return sign.words();
      }
    }
    return null;
  }

  /** What text without a single trace line looks like. */
  public static String like(byte[] head) {
    String text = new String(head, ISO_8859_1);
    for (Sign sign : TEXTS) {
      if (sign.pattern().matcher(text).matches()) {
        return sign.words();
      }
    }
    return text.indexOf('\0') >= 0 ? "looks like binary data" : "has no line of a trace";
  }

  /** Whether it is gzip data (RFC 1952). */
  public static boolean isPacked(byte[] head) {
    return head.length >= 2 && (head[0] & 0xFF) == 0x1f && (head[1] & 0xFF) == 0x8b;
  }

  /** Whether this is the head of a kernel trace file in which nothing has happened. */
  public static boolean isEmptyTrace(byte[] head) {
    return new String(head, ISO_8859_1).startsWith("# tracer:")
        || new String(head, ISO_8859_1).startsWith("# modtrace recording");
  }
}
