package modtrace.cli;

import java.io.IOException;
import java.util.Map;
import modtrace.dat.DatWriterTexts;
import modtrace.dat.LongText;
import modtrace.tracefs.TraceTexts;

/** From the files of the kernel to what a trace.dat has of them. */
final class KernelTexts {
  private KernelTexts() {}

  static DatWriterTexts of(TraceTexts kernel, LongText kallsyms, String names) throws IOException {
    return new DatWriterTexts(
        kernel.headerPage(),
        kernel.headerEvent(),
        kernel.ftraceFormats(),
        kernel.formats(),
        kallsyms,
        kernel.printkFormats(),
        names,
        kernel.clocks(),
        kernel.uname() + " " + machine(),
        Map.of());
  }

  /** As uname(1) names it. */
  private static String machine() {
    String name = System.getProperty("os.arch", "");
    return name.equals("amd64") ? "x86_64" : name;
  }
}
