package modtrace.cli;

import java.io.IOException;

/** One way to record: what it makes of a live trace. */
interface Capture {
  /** Whether the kernel gives its buffers as they are, or as text: how many threads read them. */
  int rawReaders();

  /** Starts the trace's command, and takes all until the trace ends. */
  void run(LiveTrace trace) throws IOException;

  /** How many events were taken so far, or lines of text. */
  long count();

  /** How many events were lost so far. */
  long lost();

  /**
   * After the trace is closed: brings the recording to its end, and tells where it is.
   *
   * @return an exit code, of a failure where not all could be recorded
   */
  int finish(Talk talk) throws IOException;
}
