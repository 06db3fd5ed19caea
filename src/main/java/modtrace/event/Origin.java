package modtrace.event;

/**
 * Who was on which CPU, when, as an event began.
 *
 * @param cpu number of the CPU, from 0
 * @param time in units of {@code clock}
 */
public record Origin(Task task, int cpu, Context context, long time, Clock clock) {}
