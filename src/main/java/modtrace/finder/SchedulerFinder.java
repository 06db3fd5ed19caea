package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;

/**
 * Block devices whose queue uses the module as its I/O scheduler, one reference each (elevator_get
 * in block/elevator.c).
 */
final class SchedulerFinder implements Finder {
  @Override
  public String kind() {
    return "I/O schedulers";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    for (Path device : Attribute.list(system.sys().resolve("block"))) {
      String choice = Attribute.read(device.resolve("queue/scheduler"));
      int open = choice == null ? -1 : choice.indexOf('[');
      int close = choice == null ? -1 : choice.indexOf(']');
      if (choice != null && open >= 0 && close > open) {
        String scheduler = choice.substring(open + 1, close);
        if (isModule(scheduler, module)) {
          findings.add(claim(device, scheduler));
        }
      }
    }
  }

  /** The kernel loads {@code kyber-iosched} for kyber, bfq has that name as an alias. */
  private static boolean isModule(String scheduler, String module) {
    String name = scheduler.replace('-', '_');
    return module.equals(name) || module.equals(name + "_iosched");
  }

  private static Claim claim(Path device, String scheduler) {
    String name = device.getFileName().toString();
    String word = ShellWord.of(device + "/queue/scheduler");
    return Claim.of(
            Kind.BLOCK,
            "I/O scheduler of /dev/" + name.replace('!', '/'),
            1,
            device + "/queue/scheduler: [" + scheduler + "]")
        .releasedBy(word == null ? null : "echo none > " + word);
  }
}
