package modtrace.tracefs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import modtrace.sys.FakeKernel;
import modtrace.sys.SyscallException;
import org.junit.jupiter.api.Test;

/** A control file is read whole, and a refused value is named. */
class ControlFileTest {
  private static final String ONE = FakeKernel.TRACEFS + "/instances/one";

  @Test
  void readsAFileLongerThanOneRead() throws Exception {
    String text = "0123456789\n".repeat(1000);
    try (FakeKernel kernel = new FakeKernel().file("/x", text)) {
      assertEquals(text, new ControlFile(kernel, "/x").read());
      assertEquals(1000, new ControlFile(kernel, "/x").lines().size());
    }
  }

  @Test
  void namesTheValueThatWasRefused() throws Exception {
    try (FakeKernel kernel = new FakeKernel().instance("one")) {
      ControlFile clock = new ControlFile(kernel, ONE + "/trace_clock");
      clock.write("mono");
      SyscallException refused = assertThrows(SyscallException.class, () -> clock.write("sun"));
      assertEquals(
          "cannot write 'sun' to " + ONE + "/trace_clock: invalid argument", refused.getMessage());
      assertEquals(List.of("trace_clock=mono", "trace_clock=sun"), kernel.writes());
    }
  }
}
