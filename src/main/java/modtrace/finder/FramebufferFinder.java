package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;
import modtrace.proc.KernelSymbols;
import modtrace.proc.LoadedModules;
import org.jspecify.annotations.Nullable;

/**
 * The console on a frame buffer, and a DRM driver's own client that shows it: one reference each on
 * the module that has the frame buffer's operations (fbcon_open in
 * drivers/video/fbdev/core/fbcon.c, drm_client_init in drivers/gpu/drm/drm_client.c). Often that is
 * no driver but a library of DRM.
 */
final class FramebufferFinder implements Finder {
  private static final Pattern OPERATIONS = Pattern.compile(".*fb_?ops\\d*");
  private static final Pattern CLIENT = Pattern.compile(".*fb.*client_funcs");
  private static final Pattern FRAMEBUFFER = Pattern.compile("fb\\d+");

  @Override
  public String kind() {
    return "frame buffer consoles";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    List<Path> framebuffers =
        Attribute.list(system.sys().resolve("class/graphics")).stream()
            .filter(entry -> FRAMEBUFFER.matcher(entry.getFileName().toString()).matches())
            .toList();
    for (Path framebuffer : framebuffers) {
      String driver = DrmFinder.driver(framebuffer, system);
      if (driver != null && needs(driver, system.loadedModules()).contains(module)) {
        new Framebuffer(framebuffer, driver, framebuffers.size() == 1, system)
            .claim(module, findings);
      }
    }
  }

  /** The module and all that it depends on. */
  private static Set<String> needs(String driver, LoadedModules loaded) {
    Set<String> needs = new TreeSet<>(Set.of(driver));
    for (int before = 0; before < needs.size(); ) {
      before = needs.size();
      for (LoadedModules.Row row : loaded.rows()) {
        if (row.dependants().stream().anyMatch(needs::contains)) {
          needs.add(row.name());
        }
      }
    }
    return needs;
  }

  /** Which modules have operations of frame buffers and functions of their clients, by symbol. */
  private record Symbols(Map<String, Set<String>> owners) {
    static Symbols read(Snapshot system) throws IOException {
      return new Symbols(
          KernelSymbols.owners(
              system.proc(),
              symbol -> OPERATIONS.matcher(symbol).matches() || CLIENT.matcher(symbol).matches()));
    }
  }

  /** A frame buffer of a driver that is a module. */
  private record Framebuffer(Path folder, String driver, boolean isOnly, Snapshot system) {
    void claim(String module, Findings findings) throws IOException {
      Map<String, Set<String>> symbols =
          system.once(Symbols.class, () -> Symbols.read(system)).owners();
      String operations = owner(symbols, OPERATIONS);
      if (!module.equals(operations)) {
        return;
      }
      String name = folder.getFileName().toString();
      Path console = boundConsole();
      if (console != null) {
        Claim claim =
            Claim.of(
                    Kind.CONSOLE,
                    "fbcon on /dev/" + name,
                    1,
                    "the text console is bound to the frame buffer of " + driver,
                    module + " has its operations")
                .releasedBy("echo 0 > " + console + "/bind");
        findings.add(isOnly ? claim : claim.perhaps());
      }
      String id = Attribute.read(folder.resolve("name"));
      if (id != null && id.endsWith("drmfb") && module.equals(owner(symbols, CLIENT))) {
        findings.add(
            Claim.of(
                    Kind.MODULE,
                    driver,
                    1,
                    "fbdev client: " + module + " emulates /dev/" + name + " for " + driver)
                .releasedBy("modprobe -r " + driver));
      }
    }

    /** The driver itself, or else the only one that it depends on; null where that is not sure. */
    private @Nullable String owner(Map<String, Set<String>> symbols, Pattern which)
        throws IOException {
      Set<String> owners = new TreeSet<>();
      symbols.forEach(
          (symbol, modules) -> {
            if (which.matcher(symbol).matches()) {
              owners.addAll(modules);
            }
          });
      owners.retainAll(needs(driver, system.loadedModules()));
      if (owners.contains(driver)) {
        return driver;
      }
      return owners.size() == 1 ? owners.iterator().next() : null;
    }

    private @Nullable Path boundConsole() throws IOException {
      for (Path console : Attribute.list(system.sys().resolve("class/vtconsole"))) {
        String what = Attribute.read(console.resolve("name"));
        if (what != null
            && what.contains("frame buffer device")
            && "1".equals(Attribute.read(console.resolve("bind")))) {
          return console;
        }
      }
      return null;
    }
  }
}
