package modtrace.render;

import java.util.List;
import java.util.stream.Collectors;
import modtrace.depmod.Load;
import modtrace.depmod.ModuleDeps;
import modtrace.depmod.ModuleDeps.State;

/** Why modprobe loads more than the one module, in a sentence. */
final class DepsWords {
  private DepsWords() {}

  static String explanation(ModuleDeps deps) {
    List<Load> order = deps.loadOrder();
    int own = 0;
    while (own < order.size() && !order.get(own).module().equals(deps.module())) {
      own++;
    }
    List<Load> before = order.subList(0, own);
    List<Load> after = order.subList(Math.min(own + 1, order.size()), order.size());
    String asked = "modprobe " + deps.asked();
    if (before.isEmpty() && after.isEmpty()) {
      return Printable.text(asked + " loads no other module");
    }
    String first =
        before.isEmpty()
            ? " loads no module first"
            : " loads " + modules(before.size()) + " first, " + why(before) + ": " + names(before);
    String last = after.isEmpty() ? "" : "; and after it what a softdep names: " + names(after);
    return Printable.text(asked + first + last + loaded(deps, before, after));
  }

  private static String why(List<Load> before) {
    long soft = before.stream().filter(load -> load.why().startsWith("softdep")).count();
    String each = before.size() == 1 ? "which" : "each of which";
    if (soft == 0) {
      return each + " is needed by a later one";
    }
    return soft == before.size()
        ? each + " a softdep names"
        : each + " is needed by a later one or named by a softdep";
  }

  private static String loaded(ModuleDeps deps, List<Load> before, List<Load> after) {
    if (!deps.isOfRunningKernel()) {
      return "";
    }
    if (deps.state(deps.module()) == State.LOADED) {
      return " (" + deps.module() + " is loaded already: nothing is to be done now)";
    }
    long there =
        before.stream().filter(load -> isThere(deps, load)).count()
            + after.stream().filter(load -> isThere(deps, load)).count();
    return there == 0
        ? ""
        : " (" + there + " of these " + (there == 1 ? "is" : "are") + " loaded already)";
  }

  private static boolean isThere(ModuleDeps deps, Load load) {
    return deps.state(load.module()) == State.LOADED;
  }

  private static String names(List<Load> loads) {
    return loads.stream().map(Load::module).collect(Collectors.joining(", "));
  }

  private static String modules(int number) {
    return number == 1 ? "1 module" : number + " modules";
  }
}
