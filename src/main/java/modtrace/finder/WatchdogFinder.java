package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;
import org.jspecify.annotations.Nullable;

/** Watchdogs that run, also when nobody has them open: closed without the magic character. */
final class WatchdogFinder implements Finder {
  /** A watchdog without a device, by its identity. */
  private static final String SOFTDOG_IDENTITY = "Software Watchdog";

  /** WATCHDOG_MINOR of the misc devices (include/linux/miscdevice.h). */
  private static final String FIRST = "10:130";

  @Override
  public String kind() {
    return "running watchdogs";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    for (Path watchdog : Attribute.list(system.sys().resolve("class/watchdog"))) {
      if (module.equals(driver(watchdog))
          && "active".equals(Attribute.read(watchdog.resolve("state")))) {
        findings.add(claim(module, watchdog, system));
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
   * drivers/watchdog/softdog.c). The core holds the driver of any that was left running, since
   * Linux 6.5 at the latest (Guenter Roeck, "watchdog: core: Always set WDOG_HW_RUNNING when
   * starting watchdog", of March 2023); before, what other drivers do is not known.
   */
  private static Claim claim(String module, Path watchdog, Snapshot system) throws IOException {
    String device = "/dev/" + watchdog.getFileName();
    boolean canStop = "0".equals(Attribute.read(watchdog.resolve("nowayout")));
    List<String> evidence = new ArrayList<>(List.of(watchdog + "/state: active"));
    int references = module.equals("softdog") ? 1 : 0;
    if (system.release().isAtLeast(6, 5) && isSurelyClosed(watchdog, system)) {
      evidence.add("nobody has it open: it was left running");
      references++;
    }
    Claim claim =
        Claim.of(
                Kind.KERNEL,
                "running watchdog " + device,
                Math.max(1, references),
                evidence.toArray(String[]::new))
            .releasedBy(canStop ? "printf V > " + device : null);
    return references > 0 ? claim : claim.perhaps();
  }

  /**
   * Neither its own node is open nor, for the first one, the old one; not known where any process
   * may not be seen, which may have it open.
   */
  private static boolean isSurelyClosed(Path watchdog, Snapshot system) throws IOException {
    if (system.descriptors().refused() > 0 || !system.hiddenProcesses().isEmpty()) {
      return false;
    }
    String number = Attribute.read(watchdog.resolve("dev"));
    boolean isFirst = watchdog.endsWith("watchdog0");
    return system
        .openFiles(
            file ->
                file.isCharacterDevice()
                    && (file.majorMinor().equals(number)
                        || (isFirst && file.majorMinor().equals(FIRST))))
        .isEmpty();
  }
}
