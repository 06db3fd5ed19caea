package modtrace.cli;

import java.io.IOException;
import java.util.Set;
import modtrace.dat.DatSource;
import modtrace.event.ModuleEvent;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;

/** The events of a recording, one by one as they come. */
final class EventsReport {
  private final String name;
  private final Set<String> modules;
  private final ReportPrinter printer;
  private final Talk talk;

  /**
   * @param name the recording's, for what must be said of it
   * @param modules whose events are meant; empty for all, and for those of other systems
   */
  EventsReport(String name, Set<String> modules, ReportPrinter printer, Talk talk) {
    this.name = name;
    this.modules = modules;
    this.printer = printer;
    this.talk = talk;
  }

  /**
   * Prints what comes, to the end.
   *
   * @return whether events were lost
   */
  boolean print(TraceSource source) throws IOException {
    boolean lost = false;
    int cpus = 0;
    for (TraceItem item = source.next(); item != null; item = source.next()) {
      if (cpus == 0) {
        cpus = source.tally().cpus();
        if (cpus > 0) {
          printer.cpus(cpus);
        }
      }
      int buffer = source instanceof DatSource dat ? dat.bufferIndex() : 0;
      switch (item.kind()) {
        case EVENT -> event((ModuleEvent) item, buffer);
        case CUT_SHORT -> {
          event(((TraceItem.CutShort) item).event(), buffer);
          talk.warn(name + ": ends inside the last event, which may lack letters or digits");
        }
        case LOST -> {
          lost = true;
          printer.print((TraceItem.Lost) item, buffer);
        }
        case OTHER -> {
          if (modules.isEmpty()) {
            printer.print((TraceItem.Other) item, buffer);
          }
        }
        case STACK, UNPARSED -> {}
      }
    }
    return lost;
  }

  private void event(ModuleEvent event, int buffer) {
    if (modules.isEmpty() || modules.contains(event.module())) {
      printer.print(event, buffer);
    }
  }
}
