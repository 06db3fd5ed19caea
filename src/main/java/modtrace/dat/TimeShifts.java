package modtrace.dat;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads the option TIME_SHIFT: trace id, flags, and by CPU how many samples, their times, offsets
 * and scalings; newer ones have the fractions of all CPUs after that.
 */
final class TimeShifts {
  private static final int INTERPOLATE = 1;

  private TimeShifts() {}

  static Map<Integer, TimeShift> read(DatCursor data) throws DatException {
    String what = "the clock's shift";
    data.u64(what);
    boolean interpolate = (data.u32(what) & INTERPOLATE) != 0;
    long cpus = data.u32(what);
    if (cpus > data.remaining() / 4) {
      throw data.failure(what, cpus + " CPUs do not fit into the option");
    }
    Map<Integer, TimeShift> shifts = new HashMap<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      int count = count(data, what);
      long[] times = numbers(data, count, what);
      long[] offsets = numbers(data, count, what);
      long[] scalings = numbers(data, count, what);
      shifts.put(cpu, new TimeShift(interpolate, times, offsets, scalings, new long[count]));
    }
    for (int cpu = 0; cpu < cpus && data.remaining() > 0; cpu++) {
      TimeShift shift = shifts.get(cpu);
      if (shift != null) {
        long[] fractions = numbers(data, shift.samples(), what);
        System.arraycopy(fractions, 0, shift.fractions(), 0, fractions.length);
      }
    }
    return shifts;
  }

  private static int count(DatCursor data, String what) throws DatException {
    long count = data.u32(what);
    if (count > data.remaining() / 24) {
      throw data.failure(what, count + " samples do not fit into the option");
    }
    return (int) count;
  }

  private static long[] numbers(DatCursor data, int count, String what) throws DatException {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = data.u64(what);
    }
    return numbers;
  }
}
