package modtrace.cli;

import modtrace.event.ModuleEvent;
import modtrace.render.FollowLine;

/** Each event as a line for people. */
final class EventLines implements Follower {
  private final Out out;
  private final Progress progress;

  EventLines(Out out, Progress progress) {
    this.out = out;
    this.progress = progress;
  }

  @Override
  public void event(ModuleEvent event) {
    progress.hide();
    out.line(FollowLine.of(event));
  }

  @Override
  public void idle() {
    out.flush();
  }
}
