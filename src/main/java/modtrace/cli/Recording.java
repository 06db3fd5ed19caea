package modtrace.cli;

import java.io.Closeable;
import java.io.IOException;

/** Where a recording goes, as the bytes of the trace come. */
interface Recording extends Closeable {
  /** Takes a run of bytes of trace text, whole lines or not. */
  void write(byte[] bytes, int from, int length) throws IOException;

  /** Nothing more has come for now: a reader shall see what there is. */
  void flush() throws IOException;

  /** For people: where it is. */
  String place();
}
