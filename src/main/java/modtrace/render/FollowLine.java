package modtrace.render;

import modtrace.event.Context;
import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.Origin;

/**
 * An event as it happens, for people: {@code 102.168297 get vkms 1 systemd-logind-545
 * drm_stub_open}.
 */
public final class FollowLine {
  private FollowLine() {}

  public static String of(ModuleEvent event) {
    Origin origin = event.origin();
    String task = Printable.text(origin.task().comm()) + "-" + origin.task().pid();
    var line = new StringBuilder(Stamp.micros(origin)).append("  ");
    line.append(word(event)).append("  ").append(Printable.text(event.module()));
    line.append("  ").append(origin.context() == Context.INTERRUPT ? "(interrupt)" : task);
    if (event instanceof Counted counted) {
      line.append("  at ").append(Printable.text(counted.callSite().toString()));
      line.append("  use count ").append(counted.refcnt() - 1);
    }
    return line.toString();
  }

  private static String word(ModuleEvent event) {
    return switch (event.type()) {
      case LOAD -> "load";
      case FREE -> "free";
      case GET -> "get ";
      case PUT -> "put ";
      case REQUEST -> "request";
    };
  }
}
