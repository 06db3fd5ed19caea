package modtrace.dat;

/**
 * How one CPU's clock differs from the host's (trace-cmd's option TIME_SHIFT): samples by rising
 * time. The clock is multiplied by a sample's scaling and shifted right by its fraction; then its
 * offset is added, which is taken from two samples where that is asked for.
 */
final class TimeShift {
  private final boolean interpolate;
  private final long[] times;
  private final long[] offsets;
  private final long[] scalings;
  private final long[] fractions;

  TimeShift(boolean interpolate, long[] times, long[] offsets, long[] scalings, long[] fractions) {
    this.interpolate = interpolate;
    this.times = times;
    this.offsets = offsets;
    this.scalings = scalings;
    this.fractions = fractions;
  }

  int samples() {
    return times.length;
  }

  long[] fractions() {
    return fractions;
  }

  long apply(long time) {
    if (times.length == 0) {
      return time;
    }
    if (times.length == 1) {
      return time + offsets[0];
    }
    return corrected(time, before(time));
  }

  /** The sample at a time or before it, of those that another one follows. */
  private int before(long time) {
    int low = 0;
    int high = times.length - 2;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (Long.compareUnsigned(time, times[middle]) >= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private long corrected(long time, int first) {
    long offset = offsets[first];
    long delta = times[first + 1] - times[first];
    if (interpolate && delta != 0) {
      offset += ((time - times[first]) * (offsets[first + 1] - offset) + delta / 2) / delta;
    }
    return ((time * scalings[first]) >>> (int) (fractions[first] & 63)) + offset;
  }
}
