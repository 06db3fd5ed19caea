package modtrace.tracefs;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modtrace.sys.Fd;
import modtrace.sys.Kernel;
import modtrace.sys.OpenFlag;
import modtrace.sys.SyscallException;

/** The ring buffers of all CPUs, those that are offline too, shared out among some readers. */
public final class RawPipes implements Closeable {
  /** A {@link modtrace.sys.PollSet} has 31 places, one of them for the stop event. */
  private static final int PIPES_OF_A_READER = 30;

  private static final Pattern CPU = Pattern.compile("cpu(\\d{1,6})");
  private static final Pattern DATA_FIELD =
      Pattern.compile("field: char data;\\s*offset:(\\d{1,9});\\s*size:(\\d{1,9});");

  private final Kernel kernel;
  private final Fd stopEvent;
  private final List<RawPipe> pipes;
  private final List<RawReader> readers;
  private final int pageBytes;
  private boolean stopped;
  private boolean closed;

  private RawPipes(
      Kernel kernel, Fd stopEvent, List<RawPipe> pipes, List<RawReader> readers, int pageBytes) {
    this.kernel = kernel;
    this.stopEvent = stopEvent;
    this.pipes = pipes;
    this.readers = readers;
    this.pageBytes = pageBytes;
  }

  static RawPipes open(InstanceDirectory instance, int threads) throws IOException {
    Kernel kernel = instance.kernel();
    int pageBytes = pageBytes(instance.file("events/header_page").read());
    try (UndoLog opened = new UndoLog()) {
      List<RawPipe> pipes = new ArrayList<>();
      for (int cpu : cpus(instance)) {
        String path = instance.path() + "/per_cpu/cpu" + cpu + "/trace_pipe_raw";
        Fd fd = opened.open(() -> kernel.open(path, OpenFlag.READ, OpenFlag.NONBLOCK));
        pipes.add(new RawPipe(cpu, fd, pageBytes));
      }
      Fd stopEvent = opened.open(kernel::eventFd);
      List<RawReader> readers = new ArrayList<>();
      for (List<RawPipe> share : shares(pipes, threads)) {
        readers.add(opened.open(() -> new RawReader(kernel, share, stopEvent)));
      }
      opened.handOver();
      return new RawPipes(kernel, stopEvent, pipes, readers, pageBytes);
    }
  }

  /** The size of a sub-buffer: where its data begins, and how long that is. */
  static int pageBytes(String headerPage) throws IOException {
    Matcher data = DATA_FIELD.matcher(headerPage);
    if (!data.find()) {
      throw new IOException("the kernel does not tell how its ring buffer is made up");
    }
    return Integer.parseInt(data.group(1)) + Integer.parseInt(data.group(2));
  }

  private static List<Integer> cpus(InstanceDirectory instance) throws SyscallException {
    List<Integer> cpus = new ArrayList<>();
    for (String name : instance.kernel().list(instance.path() + "/per_cpu")) {
      Matcher cpu = CPU.matcher(name);
      if (cpu.matches()) {
        cpus.add(Integer.valueOf(cpu.group(1)));
      }
    }
    cpus.sort(null);
    return cpus;
  }

  /** Dealt out like cards, so that neighbours, which are often idle together, are apart. */
  private static List<List<RawPipe>> shares(List<RawPipe> pipes, int threads) {
    int least = (pipes.size() + PIPES_OF_A_READER - 1) / PIPES_OF_A_READER;
    int count = Math.min(pipes.size(), Math.max(threads, least));
    List<List<RawPipe>> shares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shares.add(new ArrayList<>());
    }
    for (int i = 0; i < pipes.size(); i++) {
      shares.get(i % count).add(pipes.get(i));
    }
    return shares;
  }

  /** One for each thread that shall read. */
  public List<RawReader> readers() {
    return readers;
  }

  /** How many CPUs there may be: one more than the highest number. */
  public int cpus() {
    return pipes.get(pipes.size() - 1).cpu() + 1;
  }

  /** The size of a sub-buffer in bytes. */
  public int pageBytes() {
    return pageBytes;
  }

  synchronized void stop() throws SyscallException {
    if (!stopped && !closed) {
      stopped = true;
      readers.forEach(RawReader::stop);
      kernel.signal(stopEvent);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    closeFiles();
  }

  private synchronized void closeFiles() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (UndoLog files = new UndoLog()) {
      files.closing(stopEvent);
      pipes.forEach(pipe -> files.closing(pipe.fd()));
      readers.forEach(files::closing);
    }
  }
}
