package modtrace.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import modtrace.dat.DatWriter;
import modtrace.dat.DatWriterCommandLines;
import modtrace.dat.DatWriterSymbols;
import modtrace.dat.DatWriterTexts;
import modtrace.sys.Fd;
import modtrace.tracefs.TraceTexts;
import org.jspecify.annotations.Nullable;

/**
 * Records the buffers as they are, to a trace.dat. What the kernel remembers only for a while,
 * names of tasks and functions of modules, is asked for again and again.
 */
final class DatCapture implements Capture {
  private static final long NAMES_NANOS = 2_000_000_000;

  private final OutputFile file;
  private final String writerName;
  private final String loss;
  private final DatWriterSymbols symbols = new DatWriterSymbols();
  private final DatWriterCommandLines names = new DatWriterCommandLines();
  private volatile @Nullable DatWriter writer;
  private @Nullable DatWriterTexts texts;
  private @Nullable IOException failure;
  private String modules = "";
  private long namesRead;
  private long lost;

  /**
   * @param loss what happened to events that are not in it, and what to do about it
   */
  DatCapture(OutputFile file, String writerName, String loss) {
    this.file = file;
    this.writerName = writerName;
    this.loss = loss;
  }

  @Override
  public int rawReaders() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void run(LiveTrace trace) throws IOException {
    runRaw(trace);
  }

  /** The same of any trace whose buffers can be had as they are. */
  void runRaw(RawTrace trace) throws IOException {
    TraceTexts kernel = trace.texts();
    DatWriter recording = begin(trace, kernel);
    writer = recording;
    try {
      trace.capture(recording::pages, () -> look(kernel, recording));
    } catch (IOException e) {
      failure = e;
    }
    lost = trace.losses().lost();
    symbols.add(kernel.kallsyms());
    names.add(kernel.savedCommandLines());
    texts =
        Objects.requireNonNull(texts).atTheEnd(symbols.text(), names.text(), kernel.statistics());
  }

  private DatWriter begin(RawTrace trace, TraceTexts kernel) throws IOException {
    symbols.add(kernel.kallsyms());
    modules = kernel.modules();
    readNames(kernel);
    DatWriterTexts atFirst = KernelTexts.of(kernel, symbols.text(), names.text());
    texts = atFirst;
    Fd fd = file.create();
    try {
      int pageBytes = trace.rawPipes().pageBytes();
      return DatWriter.begin(fd, atFirst, writerName, pageBytes, trace.rawPipes().cpus());
    } catch (IOException e) {
      try (fd) {
        file.delete();
        throw e;
      }
    }
  }

  /** Between times: new modules bring new functions, new tasks new names. */
  private void look(TraceTexts kernel, DatWriter recording) throws IOException {
    String now = kernel.modules();
    boolean newModules = !now.equals(modules);
    if (newModules) {
      modules = now;
      symbols.add(kernel.kallsyms());
    }
    if (newModules || System.nanoTime() - namesRead > NAMES_NANOS) {
      readNames(kernel);
      recording.learn(symbols.text(), names.text());
    }
  }

  private void readNames(TraceTexts kernel) throws IOException {
    names.add(kernel.savedCommandLines());
    namesRead = System.nanoTime();
  }

  @Override
  public long count() {
    DatWriter recording = writer;
    return recording == null ? 0 : recording.events();
  }

  @Override
  public long lost() {
    DatWriter recording = writer;
    return recording == null ? 0 : Math.max(lost, recording.missed());
  }

  @Override
  public int finish(Talk talk) throws IOException {
    try (DatWriter recording = Objects.requireNonNull(writer)) {
      putInOrder(recording, talk);
      if (lost > 0) {
        talk.warn(lost + (lost == 1 ? " event was" : " events were") + loss);
      }
      if (!file.isThere()) {
        talk.error(file.file() + " was removed while it was written: nothing is saved");
        return ExitCode.CANNOT_TELL;
      }
      IOException why = failure;
      if (why != null) {
        talk.error(why.getMessage() + ": only " + saved(recording));
        return ExitCode.CANNOT_TELL;
      }
      talk.note(saved(recording));
      return ExitCode.OK;
    }
  }

  /** What cannot be put in order, for want of room, stays as it was recorded. */
  private void putInOrder(DatWriter recording, Talk talk) throws IOException {
    OutputFile whole = file.successor();
    try {
      try (Fd fd = whole.create()) {
        recording.finish(fd, Objects.requireNonNull(texts));
      }
      whole.replace(file);
    } catch (IOException e) {
      whole.delete();
      if (file.isThere()) {
        talk.warn(
            e.getMessage()
                + ": "
                + file.file()
                + " stays as it was recorded; modtrace reads all of it, trace-cmd "
                + (recording.isInOnePiece() ? "too" : "only the first 1 MB of each CPU"));
      }
    }
  }

  private String saved(DatWriter recording) {
    return String.format(
        Locale.ROOT,
        "%d event%s (%.1f MB) in %s",
        recording.events(),
        recording.events() == 1 ? "" : "s",
        recording.bytes() / 1e6,
        file.file());
  }
}
