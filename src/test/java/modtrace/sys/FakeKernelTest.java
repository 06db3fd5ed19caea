package modtrace.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The fake is as strict as it says: a test that leaks must not pass. */
class FakeKernelTest {
  private static final String ONE = FakeKernel.TRACEFS + "/instances/one";

  @Test
  void failsOnAFileLeftOpenAndTellsWhereItWasOpened() throws Exception {
    FakeKernel kernel = FakeKernel.withModuleEvents();
    Fd leak = kernel.open("/proc/self/mounts", OpenFlag.READ);
    AssertionError error = assertThrows(AssertionError.class, kernel::close);
    assertEquals("1 open, one is /proc/self/mounts", error.getMessage());
    Throwable openedAt = Objects.requireNonNull(error.getCause());
    assertTrue(List.of(openedAt.getStackTrace()).toString().contains("FakeKernelTest.fails"));
    leak.close();
    kernel.close();
  }

  @Test
  void failsOnAPathThatNobodyDeclared() {
    try (FakeKernel kernel = FakeKernel.withModuleEvents()) {
      assertThrows(AssertionError.class, () -> kernel.open("/proc/self/mounst", OpenFlag.READ));
    }
  }

  @Test
  void refusesASecondReaderOfTracePipe() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents().instance("one")) {
      Fd first = kernel.open(ONE + "/trace_pipe", OpenFlag.READ);
      SyscallException second =
          assertThrows(
              SyscallException.class, () -> kernel.open(ONE + "/trace_pipe", OpenFlag.READ));
      assertEquals(Errno.EBUSY, second.errno());
      assertEquals(Errno.EBUSY, refusal(kernel));
      first.close();
      kernel.rmdir(ONE);
    }
  }

  @Test
  void failsATestThatWaitsForEver() throws Exception {
    try (FakeKernel kernel = FakeKernel.withModuleEvents();
        Fd event = kernel.eventFd();
        PollSet set = kernel.pollSet(event)) {
      assertThrows(AssertionError.class, () -> set.await(-1));
      kernel.signal(event);
      assertEquals(2, set.await(-1));
    }
  }

  private static Errno refusal(FakeKernel kernel) {
    return assertThrows(SyscallException.class, () -> kernel.rmdir(ONE)).errno();
  }
}
