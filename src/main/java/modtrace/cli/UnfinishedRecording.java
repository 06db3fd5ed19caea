package modtrace.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import modtrace.dat.CpuEnd;
import modtrace.dat.DatFile;
import org.jspecify.annotations.Nullable;

/** What is to be said of a recording that ended before its time. */
final class UnfinishedRecording {
  /** CPUs that are named; of a large machine's the first. */
  private static final int MOST = 8;

  private static final long MICROS = 1_000_000;

  private UnfinishedRecording() {}

  static boolean is(@Nullable DatFile dat) {
    return dat != null && dat.isUnfinished();
  }

  /** Warns if the recording is unfinished, in one line. */
  static void warn(String name, @Nullable DatFile dat, Talk talk) {
    if (is(dat)) {
      talk.warn(words(name, dat));
    }
  }

  /** Of one that {@link #is unfinished}. */
  static String words(String name, @Nullable DatFile dat) {
    return name
        + ": the recording was not finished (modtrace record was killed, or the disk was full): "
        + (dat == null ? "" : ends(dat.cpuEnds()))
        + "; how many later events are missing is not known";
  }

  private static String ends(List<CpuEnd> ends) {
    if (ends.isEmpty()) {
      return "it has no events";
    }
    String named =
        ends.stream().limit(MOST).map(UnfinishedRecording::end).collect(Collectors.joining(", "));
    int more = ends.size() - MOST;
    String others = more > 0 ? ", and " + more + " more CPUs" : "";
    return "it has events of " + named + others;
  }

  private static String end(CpuEnd end) {
    return "CPU "
        + end.cpu()
        + " until "
        + (end.time() == CpuEnd.UNKNOWN ? "an unknown time" : seconds(end.time()));
  }

  /** Recordings of modtrace's are in nanoseconds; rounded as trace-cmd rounds. */
  private static String seconds(long nanos) {
    long micros = (nanos + 500) / 1000;
    return String.format(Locale.ROOT, "%d.%06d", micros / MICROS, micros % MICROS);
  }
}
