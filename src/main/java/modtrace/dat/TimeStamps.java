package modtrace.dat;

import java.util.Map;

/**
 * From the ring buffer's time to the one that is printed, as trace-cmd does: a guest's clock to the
 * host's, cycles to nanoseconds, and then what {@code --date} and {@code --ts-offset} recorded.
 *
 * @param multiplier cycles × multiplier &gt;&gt; shift = nanoseconds; 0 where the clock is none of
 *     cycles
 * @param offset nanoseconds to add
 * @param shifts by CPU, how a guest's clock differs from its host's; often none
 */
record TimeStamps(int multiplier, int shift, long offset, Map<Integer, TimeShift> shifts) {
  TimeStamps {
    shifts = Map.copyOf(shifts);
  }

  long nanos(long raw, int cpu) {
    long time = raw;
    if (!shifts.isEmpty()) {
      TimeShift correction = shifts.get(cpu);
      time = correction == null ? time : correction.apply(time);
    }
    return (multiplier == 0 ? time : scaled(time)) + offset;
  }

  private long scaled(long time) {
    long factor = multiplier & 0xFFFFFFFFL;
    long low = time * factor;
    long high = Math.multiplyHigh(time, factor) + (time < 0 ? factor : 0);
    int by = shift & 63;
    return by == 0 ? low : low >>> by | high << (64 - by);
  }
}
