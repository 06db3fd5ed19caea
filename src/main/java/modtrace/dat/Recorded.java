package modtrace.dat;

import java.util.StringJoiner;

/** Which of several buffers recorded what. */
final class Recorded {
  private final DatFile file;
  private final long[] counted;

  /** Reads the events of all buffers, where there is more than one. */
  Recorded(DatFile file) {
    this.file = file;
    this.counted = new long[file.buffers.size()];
    if (counted.length < 2) {
      return;
    }
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
  }

  /** Index of the buffer with the most events that change a module's use count. */
  int fullest() {
    if (counted.length < 2) {
      return DatEvents.ALL;
    }
    int fullest = 0;
    for (int i = 1; i < counted.length; i++) {
      fullest = counted[i] > counted[fullest] ? i : fullest;
    }
    return fullest;
  }

  /** The buffers beside the fullest that have gets or puts too, in a sentence; often empty. */
  String leftOut() {
    int fullest = fullest();
    var others = new StringJoiner(", ");
    for (int i = 0; i < counted.length; i++) {
      if (i != fullest && fullest != DatEvents.ALL && counted[i] > 0) {
        others.add(words(i));
      }
    }
    return others.length() == 0
        ? ""
        : "several buffers have gets and puts, maybe the same ones: read is "
            + words(fullest)
            + ", left out "
            + others;
  }

  private String words(int buffer) {
    String name = file.buffers.get(buffer).name();
    return (name.isEmpty() ? "the top buffer" : "buffer " + name) + " (" + counted[buffer] + ")";
  }
}
