package modtrace.holder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import modtrace.holder.UnloadPlan.Step;
import org.jspecify.annotations.Nullable;

/** Plans the unloading of a module. It never unloads anything. */
public final class UnloadPlanner {
  /** The running system's answers. */
  public interface Answers {
    /** Who holds a module now; null for one that is not loaded, or not counted. */
    @Nullable Answer of(String module) throws IOException;

    /** Why a module can never be unloaded, or not yet; null where its use count alone decides. */
    @Nullable String obstacle(String module) throws IOException;
  }

  private final Answers answers;
  private final Set<String> visited = new HashSet<>();
  private final Set<String> commands = new HashSet<>();
  private final List<Step> steps = new ArrayList<>();
  private final Set<String> obstacles = new LinkedHashSet<>();
  private final Set<String> caveats = new LinkedHashSet<>();

  private UnloadPlanner(Answers answers) {
    this.answers = answers;
  }

  /** The plan for one module. */
  public static UnloadPlan plan(String module, Answers answers) throws IOException {
    var planner = new UnloadPlanner(answers);
    int useCount = planner.release(module);
    return new UnloadPlan(
        module,
        useCount,
        planner.steps,
        List.copyOf(planner.obstacles),
        List.copyOf(planner.caveats));
  }

  /** Everything that holds the module, dependants first; its use count. */
  private int release(String module) throws IOException {
    visited.add(module);
    String obstacle = answers.obstacle(module);
    if (obstacle != null) {
      obstacles.add(obstacle);
    }
    Answer answer = answers.of(module);
    if (answer == null) {
      return -1;
    }
    for (Holder holder : answer.holders()) {
      if (holder.kind() == Kind.MODULE) {
        dependant(module, holder);
      }
    }
    for (Holder holder : answer.holders()) {
      if (holder.kind() != Kind.MODULE) {
        step(module, holder);
      }
    }
    if (answer.unexplained() > 0) {
      obstacles.add(unexplained(module, answer));
    }
    answer.caveats().forEach(caveat -> caveats.add(module + ": " + caveat));
    return answer.useCount();
  }

  private void dependant(String module, Holder holder) throws IOException {
    if (visited.contains(holder.name())) {
      return;
    }
    release(holder.name());
    steps.add(
        new Step(module, "module " + holder.name(), holder.most(), "modprobe -r " + holder.name()));
  }

  private void step(String module, Holder holder) {
    String command = holder.release();
    if (command == null) {
      obstacles.add(
          words(holder) + " holds " + module + ", and no command is known that makes it let go");
    }
    if (command == null || commands.add(command)) {
      steps.add(new Step(module, words(holder), holder.most(), command));
    }
  }

  private static String unexplained(String module, Answer answer) {
    return answer.unexplained() == 1
        ? "1 reference to " + module + " is unexplained"
        : answer.unexplained() + " references to " + module + " are unexplained";
  }

  private static String words(Holder holder) {
    if (holder.kind() == Kind.PROCESS) {
      return holder.name() + " (" + holder.pid() + ")";
    }
    return holder.name().isEmpty()
        ? holder.kind().words()
        : holder.kind().words() + " " + holder.name();
  }
}
