package modtrace.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Counted;
import modtrace.render.WatchState;

/** What the events of a live trace add up to; times are in seconds since it began. */
final class WatchTally {
  /** As many as the highest screen shows. */
  private static final int LATEST = 200;

  /** Over so many whole seconds is the rate told. */
  private static final int RATE_SECONDS = 5;

  private final Map<String, UseHistory> histories = new LinkedHashMap<>();
  private final Deque<ModuleEvent> latest = new ArrayDeque<>();
  private final long[] bySecond = new long[RATE_SECONDS + 1];
  private long second;
  private long events;

  WatchTally(List<String> modules) {
    modules.forEach(module -> histories.put(module, new UseHistory()));
  }

  void event(long now, ModuleEvent event) {
    events++;
    advance(now);
    bySecond[(int) (now % bySecond.length)]++;
    if (latest.size() == LATEST) {
      latest.removeFirst();
    }
    latest.addLast(event);
    UseHistory history = history(event.module());
    switch (event.type()) {
      case LOAD -> history.set(now, 1);
      case FREE -> history.set(now, WatchState.NOT_LOADED);
      case GET, PUT -> history.set(now, ((Counted) event).refcnt() - 1);
      case REQUEST -> {}
    }
  }

  /** The kernel's own count; empty where the module is not loaded. */
  void count(long now, String module, OptionalInt useCount) {
    history(module).set(now, useCount.orElse(WatchState.NOT_LOADED));
  }

  private UseHistory history(String module) {
    return Objects.requireNonNull(histories.get(module), module);
  }

  private void advance(long now) {
    for (long each = Math.max(second + 1, now - RATE_SECONDS); each <= now; each++) {
      bySecond[(int) (each % bySecond.length)] = 0;
    }
    second = Math.max(second, now);
  }

  long events() {
    return events;
  }

  List<ModuleEvent> latest() {
    return List.copyOf(latest);
  }

  List<Integer> history(long now, String module) {
    return history(module).until(now);
  }

  /** Tenths of an event a second, over the whole seconds before this one. */
  long tenths(long now) {
    advance(now);
    long over = Math.min(RATE_SECONDS, Math.max(1, now));
    long last = Math.max(0, now - 1);
    long sum = 0;
    for (long each = last; each > last - over && each >= 0; each--) {
      sum += bySecond[(int) (each % bySecond.length)];
    }
    return sum * 10 / over;
  }
}
