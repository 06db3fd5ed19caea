package modtrace.dat;

/** Which of several buffers recorded what. */
final class Recorded {
  private Recorded() {}

  /** Index of the buffer with the most events that change a module's use count. */
  static int fullest(DatFile file) {
    if (file.buffers.size() < 2) {
      return DatEvents.ALL;
    }
    long[] counted = new long[file.buffers.size()];
    EventField type = file.typeField();
    EventFormat get = file.format("module_get");
    EventFormat put = file.format("module_put");
    var events = new DatEvents(file, DatEvents.ALL, null);
    for (CpuEvents event = events.next(); event != null; event = events.next()) {
      int id = file.id(event, type);
      if ((get != null && id == get.id()) || (put != null && id == put.id())) {
        counted[event.bufferIndex()]++;
      }
    }
    int fullest = 0;
    for (int i = 1; i < counted.length; i++) {
      fullest = counted[i] > counted[fullest] ? i : fullest;
    }
    return fullest;
  }
}
