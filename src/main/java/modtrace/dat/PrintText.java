package modtrace.dat;

import java.io.IOException;

/** A text out of a record. */
interface PrintText {
  void append(CpuEvents event, StringBuilder to) throws IOException, UnknownPrintException;
}
