package modtrace.cli;

import modtrace.event.ModuleEvent;
import modtrace.event.TraceItem;
import modtrace.render.EventJson;

/** Each event, and each loss, as one JSON object on a line. */
final class EventObjects implements Follower {
  private final Out out;
  private final Progress progress;

  EventObjects(Out out, Progress progress) {
    this.out = out;
    this.progress = progress;
  }

  @Override
  public void event(ModuleEvent event) {
    progress.hide();
    out.json(json -> EventJson.write(json, event));
  }

  @Override
  public void lost(TraceItem.Lost lost) {
    progress.hide();
    out.json(json -> EventJson.write(json, lost));
  }

  @Override
  public void idle() {
    out.flush();
  }
}
