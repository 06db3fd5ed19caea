package modtrace.event;

/**
 * In which context an event ran; from the flags column, or {@code common_flags}
 * (include/linux/trace_events.h, kernel/trace/trace_output.c).
 */
public enum Context {
  /** Ordinary code of the task, or a trace that does not say. */
  TASK,
  /** An interrupt, soft or hard, or an NMI: the task is just the one that it interrupted. */
  INTERRUPT
}
