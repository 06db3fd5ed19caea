package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;
import org.jspecify.annotations.Nullable;

/** Watchdogs that run, also when nobody has them open: closed without the magic character. */
final class WatchdogFinder implements Finder {
  /** A watchdog without a device, by its identity. */
  private static final String SOFTDOG_IDENTITY = "Software Watchdog";

  @Override
  public String kind() {
    return "running watchdogs";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    for (Path watchdog : Attribute.list(system.sys().resolve("class/watchdog"))) {
      if (module.equals(driver(watchdog))
          && "active".equals(Attribute.read(watchdog.resolve("state")))) {
        findings.add(claim(module, watchdog));
      }
    }
  }

  private static @Nullable String driver(Path watchdog) throws IOException {
    String driver = Attribute.target(watchdog.resolve("device/driver/module"));
    boolean isSoft = SOFTDOG_IDENTITY.equals(Attribute.read(watchdog.resolve("identity")));
    return driver == null && isSoft ? "softdog" : driver;
  }

  /**
   * softdog's timer holds its module as long as it runs (softdog_ping in
   * drivers/watchdog/softdog.c); what other drivers do is not known.
   */
  private static Claim claim(String module, Path watchdog) throws IOException {
    String device = "/dev/" + watchdog.getFileName();
    boolean canStop = "0".equals(Attribute.read(watchdog.resolve("nowayout")));
    Claim claim =
        Claim.of(Kind.KERNEL, "running watchdog " + device, 1, watchdog + "/state: active")
            .releasedBy(canStop ? "printf V > " + device : null);
    return module.equals("softdog") ? claim : claim.perhaps();
  }
}
