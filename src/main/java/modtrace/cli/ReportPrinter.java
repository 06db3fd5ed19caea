package modtrace.cli;

import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.ModuleEvent.Type;
import modtrace.event.TraceItem;
import modtrace.render.EventJson;
import modtrace.render.ReportBytes;
import modtrace.render.ReportLine;

/** What a report prints, in lines or as JSON. */
final class ReportPrinter {
  private final Out out;
  private final boolean json;
  private final BufferPrefixes prefixes;
  private final ReportBytes bytes = new ReportBytes();
  private final StringBuilder line = new StringBuilder(128);

  ReportPrinter(Out out, boolean json, BufferPrefixes prefixes) {
    this.out = out;
    this.json = json;
    this.prefixes = prefixes;
  }

  void cpus(int cpus) {
    if (!json) {
      out.line("cpus=" + cpus);
    }
  }

  /**
   * @param buffer which one of the recording's it is from
   */
  void print(ModuleEvent event, int buffer) {
    if (json) {
      out.json(generator -> EventJson.write(generator, event));
    } else if (!isQuick(event) || !append((Counted) event)) {
      begin(buffer);
      ReportLine.append(line, event);
      out.line(line);
    }
  }

  private boolean isQuick(ModuleEvent event) {
    return (event.type() == Type.GET || event.type() == Type.PUT)
        && prefixes.areEmpty()
        && ReportBytes.prints(event.origin());
  }

  private boolean append(Counted event) {
    if (bytes.append(event)) {
      return true;
    }
    take();
    return bytes.append(event);
  }

  void print(TraceItem.Other event, int buffer) {
    if (json) {
      out.json(generator -> EventJson.write(generator, event));
    } else {
      begin(buffer);
      ReportLine.append(line, event);
      out.line(line);
    }
  }

  void print(TraceItem.Lost lost, int buffer) {
    if (json) {
      out.json(generator -> EventJson.write(generator, lost));
    } else {
      begin(buffer);
      ReportLine.append(line, lost);
      out.line(line);
    }
  }

  private void begin(int buffer) {
    take();
    line.setLength(0);
    prefixes.append(line, buffer);
  }

  private void take() {
    out.bytes(bytes.lines(), 0, bytes.end());
    bytes.clear();
  }

  void flush() {
    take();
    out.flush();
  }
}
