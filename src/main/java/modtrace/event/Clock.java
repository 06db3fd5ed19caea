package modtrace.event;

/** The unit of a trace's time stamps. */
public enum Clock {
  /**
   * The kernel's nanosecond clocks (local, global, mono, boot, tai): printed as seconds with
   * decimals.
   */
  NANOSECONDS,
  /**
   * Counters (counter, uptime, x86-tsc): printed as a bare number whose unit the text does not
   * tell.
   */
  TICKS
}
