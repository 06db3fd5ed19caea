package modtrace.render;

import java.util.List;
import modtrace.event.ModuleEvent;
import modtrace.holder.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What a trace that goes on has told up to a moment.
 *
 * @param latest the last events, the newest last
 * @param seconds for how long it has been tracing
 * @param events how many there were
 * @param tenths how many there were in ten seconds, lately: tenths of an event a second
 * @param lost how many more the trace lost, at the least
 */
public record WatchState(
    List<Module> modules,
    List<ModuleEvent> latest,
    long seconds,
    long events,
    long tenths,
    long lost) {
  /** The count of a module that is not loaded. */
  public static final int NOT_LOADED = -1;

  /**
   * A module and its holders.
   *
   * @param useCount as the kernel has it now, or {@link #NOT_LOADED}
   * @param history the highest use count in each second, the present one last; {@link #NOT_LOADED}
   *     where it was that or is not known
   * @param answer who holds it; null where that is not known yet
   */
  public record Module(String name, int useCount, List<Integer> history, @Nullable Answer answer) {
    public Module {
      history = List.copyOf(history);
    }
  }

  public WatchState {
    modules = List.copyOf(modules);
    latest = List.copyOf(latest);
  }
}
