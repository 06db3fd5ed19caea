package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;
import modtrace.proc.KernelRelease;
import modtrace.proc.LoadedModules;
import org.jspecify.annotations.Nullable;

/** Watchdogs that run although nobody has them open: closed without the magic character. */
final class WatchdogFinder implements Finder {
  /** A watchdog without a device, by its identity. */
  private static final String SOFTDOG_IDENTITY = "Software Watchdog";

  /** /dev/watchdog is the first one (WATCHDOG_MINOR in include/linux/miscdevice.h). */
  private static final String LEGACY = "10:130";

  @Override
  public String kind() {
    return "running watchdogs";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    for (Path watchdog : Attribute.list(system.sys().resolve("class/watchdog"))) {
      if (module.equals(driver(watchdog))
          && "active".equals(Attribute.read(watchdog.resolve("state")))
          && !isOpen(watchdog, system)) {
        findings.add(claim(module, watchdog, system));
      }
    }
  }

  private static @Nullable String driver(Path watchdog) throws IOException {
    String driver = Attribute.target(watchdog.resolve("device/driver/module"));
    boolean isSoft = SOFTDOG_IDENTITY.equals(Attribute.read(watchdog.resolve("identity")));
    return driver == null && isSoft ? "softdog" : driver;
  }

  private static boolean isOpen(Path watchdog, Snapshot system) throws IOException {
    String number = Attribute.read(watchdog.resolve("dev"));
    boolean isFirst = watchdog.getFileName().toString().equals("watchdog0");
    List<OpenFile> files =
        system.openFiles(
            file ->
                file.isCharacterDevice()
                    && (file.majorMinor().equals(number)
                        || (isFirst && file.majorMinor().equals(LEGACY))));
    return !files.isEmpty();
  }

  /**
   * softdog's timer holds its module (softdog_ping in drivers/watchdog/softdog.c); what other
   * drivers do is not known. Kernels newer than 6.1 may keep the open's reference as well.
   */
  private static Claim claim(String module, Path watchdog, Snapshot system) throws IOException {
    LoadedModules.Row row = system.loadedModules().row(module);
    boolean isNewer = KernelRelease.read(system.proc()).isAtLeast(6, 2);
    int references = isNewer && row != null && row.useCount().orElse(0) >= 2 ? 2 : 1;
    String device = "/dev/" + watchdog.getFileName();
    boolean canStop = "0".equals(Attribute.read(watchdog.resolve("nowayout")));
    Claim claim =
        Claim.of(
                Kind.KERNEL,
                "running watchdog " + device,
                references,
                watchdog + "/state: active, and nobody has it open")
            .releasedBy(canStop ? "printf V > " + device : null);
    boolean isSure = module.equals("softdog") && system.descriptors().refused() == 0;
    return isSure ? claim : claim.perhaps();
  }
}
