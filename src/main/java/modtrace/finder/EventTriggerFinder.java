package modtrace.finder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;
import modtrace.proc.KernelSymbols;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/**
 * Triggers of ftrace that switch one of the module's events: one reference each
 * (event_enable_trigger_parse in kernel/trace/trace_events_trigger.c). Events that are merely
 * enabled, and other triggers, hold nothing.
 */
final class EventTriggerFinder implements Finder {
  /**
   * Such as {@code schedule:enable_event:xfs:xfs_iget_hit:unlimited}, the function only in filters.
   */
  private static final Pattern TRIGGER =
      Pattern.compile("(?:([^:# ]+):)?((?:en|dis)able_(?:event|hist)):([^:]+):([^: ]+).*");

  @Override
  public String kind() {
    return "event triggers";
  }

  /**
   * A trigger, as it is set.
   *
   * @param file where
   * @param words to set it with again
   * @param event that it switches
   */
  private record Trigger(Path file, String words, String event) {}

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!SmallFile.exists(system.sys().resolve("module/" + module + "/sections/_ftrace_events"))) {
      return;
    }
    Path tracefs = tracefs(system);
    if (tracefs == null) {
      findings.unseen("event triggers (tracefs is not mounted)");
      return;
    }
    List<Trigger> triggers = new ArrayList<>();
    try {
      read(tracefs, triggers);
      for (Path instance : Attribute.list(tracefs.resolve("instances"))) {
        read(instance, triggers);
      }
    } catch (AccessDeniedException refused) {
      findings.unseen("event triggers (" + refused.getFile() + ": permission denied)");
    }
    claim(module, system, triggers, findings);
  }

  /** To look at debugfs' own tracing folder would mount it. */
  private static @Nullable Path tracefs(Snapshot system) throws IOException {
    for (MountPlace mount : system.mounts().ofType("tracefs")) {
      Path point = mount.path(system);
      if (point != null && mount.mount().root().equals("/")) {
        return point;
      }
    }
    return null;
  }

  private static void read(Path instance, List<Trigger> triggers) throws IOException {
    lines(instance.resolve("set_ftrace_filter"), triggers);
    for (Path events : Attribute.list(instance.resolve("events"))) {
      List<Path> all = Files.isDirectory(events) ? Attribute.list(events) : List.of();
      for (Path event : all) {
        if (Files.isDirectory(event)) {
          lines(event.resolve("trigger"), triggers);
        }
      }
    }
  }

  private static void lines(Path file, List<Trigger> triggers) throws IOException {
    String text = Attribute.read(file);
    for (String line : text == null ? new String[0] : text.split("\n")) {
      Matcher trigger = TRIGGER.matcher(line);
      if (trigger.matches()) {
        String function = trigger.group(1) == null ? "" : trigger.group(1) + ":";
        String event = trigger.group(3) + ":" + trigger.group(4);
        triggers.add(
            new Trigger(file, function + trigger.group(2) + ":" + event, trigger.group(4)));
      }
    }
  }

  private static void claim(
      String module, Snapshot system, List<Trigger> triggers, Findings findings)
      throws IOException {
    if (triggers.isEmpty()) {
      return;
    }
    Set<String> wanted = new HashSet<>();
    triggers.forEach(trigger -> wanted.add("event_" + trigger.event()));
    Map<String, Set<String>> owners = KernelSymbols.owners(system.proc(), wanted::contains);
    for (Trigger trigger : triggers) {
      Set<String> modules = owners.getOrDefault("event_" + trigger.event(), Set.of());
      if (modules.contains(module)) {
        Claim claim = claim(trigger);
        findings.add(modules.size() == 1 ? claim : claim.perhaps());
      }
    }
  }

  private static Claim claim(Trigger trigger) {
    String file = ShellWord.of(trigger.file().toString());
    String removal = ShellWord.of("!" + trigger.words());
    return Claim.of(
            Kind.KERNEL, "event trigger " + trigger.words(), 1, "it is set in " + trigger.file())
        .releasedBy(file == null || removal == null ? null : "echo " + removal + " >> " + file);
  }
}
