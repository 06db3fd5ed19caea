package modtrace.dat;

import java.io.IOException;
import java.util.List;

/** All of a trace.dat but its events. The large parts are unpacked when they are asked for. */
interface DatMetadata {
  /** A part that is unpacked as a whole is not taken when it is larger. */
  int LARGEST_PART = 1 << 25;

  Packing packing();

  PageLayout layout();

  DatOptions options();

  List<EventFormat> formats();

  List<DatBuffer> buffers();

  int cpus();

  /** Whether the pages lie as they were recorded: nobody came to put the file in order. */
  default boolean isUnfinished() {
    return false;
  }

  byte[] kallsyms() throws IOException;

  /** The kernel's constant strings by address. */
  byte[] printkFormats() throws IOException;

  byte[] cmdlines() throws IOException;
}
