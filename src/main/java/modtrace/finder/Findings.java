package modtrace.finder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import modtrace.holder.Claim;

/** What the finders saw of one module, and what they could not see. */
public final class Findings {
  private final List<Claim> claims = new ArrayList<>();
  private final Set<String> unseen = new LinkedHashSet<>();

  void add(Claim claim) {
    claims.add(claim);
  }

  /**
   * Something could not be inspected, and may hold the module.
   *
   * @param what and why, such as {@code the files of 12 processes: permission denied}
   */
  void unseen(String what) {
    unseen.add(what);
  }

  void add(Findings others) {
    claims.addAll(others.claims);
    unseen.addAll(others.unseen);
  }

  /** In the order of the finders. */
  public List<Claim> claims() {
    return List.copyOf(claims);
  }

  public List<String> unseen() {
    return List.copyOf(unseen);
  }
}
