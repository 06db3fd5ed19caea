package modtrace.sys;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What goes wrong in a {@link FakeKernel}, and when. */
final class FakeFaults {
  private final AtomicInteger calls = new AtomicInteger();
  private final List<Failure> failures = new ArrayList<>();
  private @Nullable Interruption interruption;

  int calls() {
    return calls.get();
  }

  synchronized void fail(String call, String path, int nth, Errno errno) {
    failures.add(new Failure(call, path, nth, errno));
  }

  synchronized void failCall(int nth) {
    interruption =
        new Interruption(
            nth,
            (call, path) -> {
              throw new SyscallException(
                  call, path, call.equals("rmdir") ? Errno.EBUSY : Errno.EIO);
            });
  }

  synchronized void atCall(int nth, Runnable event) {
    interruption = new Interruption(nth, (call, path) -> event.run());
  }

  /** A call is made; it fails if it is to. */
  void meet(String call, String path) throws SyscallException {
    int number = calls.incrementAndGet();
    Interruption now;
    synchronized (this) {
      now = interruption;
      for (Failure failure : failures) {
        failure.meet(call, path);
      }
    }
    if (now != null && now.nth == number) {
      now.event.happen(call, path);
    }
  }

  /** What happens at a call. */
  private interface Event {
    void happen(String call, String path) throws SyscallException;
  }

  private record Interruption(int nth, Event event) {}

  /** A call that is to fail. */
  private static final class Failure {
    private final String call;
    private final String path;
    private final int nth;
    private final Errno errno;
    private int met;

    Failure(String call, String path, int nth, Errno errno) {
      this.call = call;
      this.path = path;
      this.nth = nth;
      this.errno = errno;
    }

    void meet(String call, String path) throws SyscallException {
      if (call.equals(this.call) && path.equals(this.path) && (++met == nth || nth == 0)) {
        throw new SyscallException(call, path, errno);
      }
    }
  }
}
