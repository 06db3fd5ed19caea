package modtrace.sys;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** In whatever language this runs. */
final class ErrnoTest {
  @Test
  void knowsThatNobodyReadsThePipe() throws Exception {
    Process deaf = new ProcessBuilder("sh", "-c", "exec 0<&-; exec sleep 60").start();
    try {
      var broken =
          assertThrows(IOException.class, () -> deaf.getOutputStream().write(new byte[1 << 20]));
      assertTrue(Errno.EPIPE.isToldBy(broken), broken.getMessage());
      assertFalse(Errno.ENOSPC.isToldBy(broken), broken.getMessage());
    } finally {
      deaf.destroy();
    }
  }
}
