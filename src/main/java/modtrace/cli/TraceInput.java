package modtrace.cli;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import modtrace.dat.DatException;
import modtrace.dat.DatFile;
import modtrace.dat.DatSource;
import modtrace.event.TraceSource;
import modtrace.event.TraceTally;
import modtrace.text.Looks;
import modtrace.text.TextSource;
import org.jspecify.annotations.Nullable;

/** A recording to read, text or trace.dat: a file or standard input, plain or gzip'ed. */
final class TraceInput {
  private static final int HEAD = 4096;

  /** As long as the magic of a trace.dat; the shortest trace line is longer. */
  private static final int LONGEST_MAGIC = 10;

  private final String name;
  private final InputStream in;
  private final byte[] head;
  private final @Nullable DatFile dat;
  private String leftOut = "";

  private TraceInput(String name, InputStream in, byte[] head, @Nullable DatFile dat) {
    this.name = name;
    this.dat = dat;
    this.in = in;
    this.head = head;
  }

  /**
   * Opens a recording.
   *
   * @param file its path; {@code -} for standard input
   * @throws Failure when it cannot be opened, or is no text at all
   */
  static TraceInput open(String file, InputStream standardInput) {
    String name = file.equals("-") ? "standard input" : file;
    try {
      InputStream raw = file.equals("-") ? standardInput : openFile(file);
      return sniffed(name, file, raw);
    } catch (IOException e) {
      String hint = isDamaged(e) ? " (get another copy)" : "";
      throw new Failure(ExitCode.NO_TRACE, "cannot read " + name + ": " + reason(e) + hint, e);
    }
  }

  private static InputStream openFile(String file) throws IOException {
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw new Failure(
          ExitCode.NO_TRACE, file + " is a directory, not a recording: give a file in it");
    }
    try {
      return new FileInputStream(path.toFile());
    } catch (FileNotFoundException e) {
      if (!Files.exists(path)) {
        throw new Failure(
            ExitCode.NO_TRACE,
            "cannot read " + file + ": no such file (modtrace record makes one)",
            e);
      }
      throw e;
    }
  }

  private static TraceInput sniffed(String name, String file, InputStream raw) throws IOException {
    var in = new HeadFirst(raw);
    boolean packed = Looks.isPacked(in.head(2));
    if (packed) {
      in = new HeadFirst(new GZIPInputStream(new BufferedInputStream(in, 1 << 16), 1 << 16));
    }
    byte[] head = in.head(LONGEST_MAGIC);
    if (DatFile.isOne(head)) {
      return new TraceInput(name, in, head, openDat(packed ? "-" : file, in));
    }
    String binary = Looks.binary(head);
    if (binary != null) {
      throw new Failure(ExitCode.NO_TRACE, name + " " + binary);
    }
    return new TraceInput(name, in, head, null);
  }

  /** A plain file is read where it is; what comes through a pipe or is packed, in a copy. */
  private static DatFile openDat(String file, InputStream in) throws IOException {
    try (in) {
      boolean inPlace = !file.equals("-") && Files.isRegularFile(Path.of(file));
      return inPlace ? DatFile.open(Path.of(file)) : Spool.copied(in);
    }
  }

  String name() {
    return name;
  }

  boolean isEmpty() {
    return head.length == 0;
  }

  TraceSource all() throws IOException {
    return dat == null ? TextSource.of(in) : DatSource.of(dat);
  }

  /** For a report: of a trace.dat's buffers none is left out. */
  TraceSource eventsOf(Collection<String> modules) throws IOException {
    return dat == null ? about(modules) : DatSource.of(dat);
  }

  /** The same of all modules where none is named. */
  TraceSource aboutAny(Collection<String> modules) throws IOException {
    if (!modules.isEmpty()) {
      return about(modules);
    }
    return dat == null ? TextSource.of(in) : read(DatSource.aboutAll(dat));
  }

  TraceSource about(Collection<String> modules) throws IOException {
    return dat == null ? TextSource.about(modules, in) : read(DatSource.about(modules, dat));
  }

  private DatSource read(DatSource source) {
    leftOut = source.leftOut();
    return source;
  }

  /** In a sentence, the buffers that {@link #about} leaves out; empty where there are none. */
  String leftOut() {
    return leftOut;
  }

  /** The recording as a trace.dat; null where it is text. */
  @Nullable DatFile dat() {
    return dat;
  }

  /** What went wrong while reading on, in words. */
  Failure unreadable(IOException e) {
    return new Failure(ExitCode.NO_TRACE, "cannot read on in " + name + ": " + reason(e), e);
  }

  /** After the whole was read: fails when nothing of it was a trace, and warns of what was not. */
  void judge(TraceTally tally, boolean anythingElse, Talk talk) {
    boolean trace =
        dat != null
            || tally.moduleEvents() + tally.otherEvents() > 0
            || tally.cpus() > 0
            || anythingElse;
    if (!trace && !Looks.isEmptyTrace(head)) {
      throw new Failure(
          ExitCode.NO_TRACE,
          name + " is no trace: it " + Looks.like(head) + " (modtrace record makes one)");
    }
    if (tally.unparsed() > 0) {
      talk.warn(
          name
              + ": "
              + tally.unparsed()
              + (tally.unparsed() == 1 ? " line is" : " lines are")
              + " no trace lines, the first is line "
              + tally.firstUnparsed());
    }
  }

  private static boolean isDamaged(IOException e) {
    return e instanceof ZipException || e instanceof java.io.EOFException;
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    if (e instanceof DatException) {
      return String.valueOf(message);
    }
    if (isDamaged(e)) {
      return "its gzip data is damaged or cut short";
    }
    int open = message == null ? -1 : message.lastIndexOf(" (");
    return open < 0 || message == null
        ? String.valueOf(message)
        : lower(message.substring(open + 2, message.length() - 1));
  }

  private static String lower(String words) {
    return words.isEmpty() ? words : Character.toLowerCase(words.charAt(0)) + words.substring(1);
  }

  /**
   * A stream whose first bytes can be looked at without waiting for more than the writer has sent.
   */
  private static final class HeadFirst extends InputStream {
    private final InputStream in;
    private byte[] head = new byte[0];
    private int at;
    private boolean ended;

    HeadFirst(InputStream in) {
      this.in = in;
    }

    /** As much as has come, at least {@code least} bytes unless the input is shorter. */
    byte[] head(int least) throws IOException {
      while (head.length < least && !ended) {
        byte[] longer = Arrays.copyOf(head, head.length + HEAD);
        int got = in.read(longer, head.length, HEAD);
        ended = got < 0;
        head = Arrays.copyOf(longer, head.length + Math.max(0, got));
      }
      return head;
    }

    /** Never 0 before the end: GZIPInputStream then looks for another member. */
    @Override
    public int available() throws IOException {
      int left = head.length - at;
      return left == 0 && ended ? 0 : Math.max(1, left + in.available());
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      if (at < head.length) {
        int some = Math.min(length, head.length - at);
        System.arraycopy(head, at, buffer, from, some);
        at += some;
        return some;
      }
      return ended ? -1 : in.read(buffer, from, length);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
