package modtrace.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import modtrace.event.Clock;
import modtrace.render.Stamp;

/** Where in the picture a time lies. */
final class Scale {
  private static final double NANOS = 1e9;
  private static final int NANO_DIGITS = 9;

  /** About so many marks on the axis. */
  private static final int MARKS = 6;

  private final long first;
  private final long last;
  private final Clock clock;
  private final double left;
  private final double width;
  private final long step;

  /**
   * @param left where {@code first} is, in the picture's units
   * @param width how far from there {@code last} is
   */
  Scale(long first, long last, Clock clock, double left, double width) {
    this.first = Math.min(first, last);
    this.last = Math.max(last, this.first + 1);
    this.clock = clock;
    this.left = left;
    this.width = width;
    this.step = step(this.last - first);
  }

  double x(long time) {
    double part = (double) (time - first) / (last - first);
    return left + width * Math.min(1, Math.max(0, part));
  }

  double right() {
    return left + width;
  }

  String stamp(long time) {
    return Stamp.micros(time, clock);
  }

  /** Round times for the axis. */
  List<Long> marks() {
    List<Long> marks = new ArrayList<>();
    for (long time = -Math.floorDiv(-first, step) * step; time <= last; time += step) {
      marks.add(time);
    }
    return marks;
  }

  /** 1, 2 or 5 of some power of ten. */
  private static long step(long span) {
    double step = Math.pow(10, Math.ceil(Math.log10((double) span / MARKS)));
    for (double finer : new double[] {5, 2}) {
      if (span / (step / finer) <= MARKS) {
        return Math.max(1, Math.round(step / finer));
      }
    }
    return Math.max(1, Math.round(step));
  }

  /** A mark's time, with as many decimals as tell the marks apart. */
  String label(long time) {
    if (clock == Clock.TICKS) {
      return Long.toString(time);
    }
    int decimals = Math.max(0, BigDecimal.valueOf(step, NANO_DIGITS).stripTrailingZeros().scale());
    return BigDecimal.valueOf(time, NANO_DIGITS)
        .setScale(decimals, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** How long something took, for people; empty for a clock of an unknown unit. */
  String lasting(long time) {
    return clock == Clock.TICKS ? "" : " (" + duration(time, clock) + ")";
  }

  /** Such as {@code 1.5 ms}. */
  static String duration(long time, Clock clock) {
    if (clock == Clock.TICKS) {
      return time + " ticks";
    }
    double seconds = time / NANOS;
    if (seconds >= 1) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return seconds >= 0.001
        ? String.format(Locale.ROOT, "%.1f ms", seconds * 1e3)
        : String.format(Locale.ROOT, "%.0f µs", seconds * 1e6);
  }

  /** A hundredth of a unit is finer than any screen. */
  static String round(double number) {
    return BigDecimal.valueOf(number)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
