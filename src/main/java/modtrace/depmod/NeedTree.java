package modtrace.depmod;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a module needs, as a tree. modules.dep names all that is needed, directly or through others:
 * each stands here below those that need it and below nothing between.
 *
 * @param again whether what is below it stands at an earlier place
 */
public record NeedTree(String module, Relation relation, boolean again, List<NeedTree> below) {
  /** How a module came below another. */
  public enum Relation {
    NEEDED,
    SOFT_BEFORE,
    SOFT_AFTER,
    /** modprobe does not load it. */
    WEAK
  }

  /** Deeper than any real one; a line of more needs than this is shown as a list. */
  private static final int DEEPEST = 50;

  private static final int MOST_NEEDS = 512;

  public NeedTree {
    below = List.copyOf(below);
  }

  static NeedTree of(String module, InstalledKernel kernel) {
    return new Growth(kernel).node(module, Relation.NEEDED, 0);
  }

  /** Each module's own branches grow once: cycles end there. */
  private static final class Growth {
    private final InstalledKernel kernel;
    private final Set<String> grown = new HashSet<>();

    Growth(InstalledKernel kernel) {
      this.kernel = kernel;
    }

    NeedTree node(String module, Relation relation, int depth) {
      boolean first = grown.add(module);
      List<NeedTree> below = new ArrayList<>();
      if (first && depth < DEEPEST) {
        add(kernel.softBefore(module), Relation.SOFT_BEFORE, depth, below);
        add(nearest(module), Relation.NEEDED, depth, below);
        add(kernel.softAfter(module), Relation.SOFT_AFTER, depth, below);
        add(kernel.weak(module), Relation.WEAK, depth, below);
      }
      boolean more = !first && !isLeaf(module);
      return new NeedTree(module, relation, more, below);
    }

    private void add(List<String> modules, Relation relation, int depth, List<NeedTree> below) {
      for (String module : modules) {
        below.add(node(module, relation, depth + 1));
      }
    }

    private boolean isLeaf(String module) {
      return kernel.needsOf(module).isEmpty()
          && kernel.softBefore(module).isEmpty()
          && kernel.softAfter(module).isEmpty();
    }

    /** Those of its needs that no other of them needs; in the order of loading. */
    private List<String> nearest(String module) {
      List<String> needs = kernel.needsOf(module);
      if (needs.size() > MOST_NEEDS) {
        return needs;
      }
      Set<String> through = new HashSet<>();
      for (String need : needs) {
        List<String> further = kernel.needsOf(need);
        if (further.size() <= MOST_NEEDS && !further.contains(module)) {
          through.addAll(further);
        }
      }
      Set<String> nearest = new LinkedHashSet<>(needs);
      nearest.removeAll(through);
      Set<String> covered = new HashSet<>(nearest);
      nearest.forEach(need -> covered.addAll(kernel.needsOf(need)));
      for (String need : needs) { // those of a cycle hide one another
        if (covered.add(need)) {
          nearest.add(need);
          covered.addAll(kernel.needsOf(need));
        }
      }
      return List.copyOf(nearest);
    }
  }
}
