package modtrace.cli;

/** A recording on standard output: trace_pipe's own lines, each as soon as it is there. */
final class PipedRecording implements Recording {
  private final Out out;

  PipedRecording(Out out) {
    this.out = out;
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    out.bytes(bytes, from, length);
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public String place() {
    return "standard output";
  }

  @Override
  public void close() {
    out.flush();
  }
}
