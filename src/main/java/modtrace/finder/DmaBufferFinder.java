package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;
import modtrace.holder.Claim;
import modtrace.proc.Attribute;
import modtrace.proc.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * dma-bufs that processes have open: one reference each on the exporter (dma_buf_export in
 * drivers/dma-buf/dma-buf.c). DRM exports for its drivers, and gives its own name.
 */
final class DmaBufferFinder implements Finder {
  private static final String DRM = "drm";

  @Override
  public String kind() {
    return "dma-bufs";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    Set<String> drivers = DrmFinder.drivers(system, new ArrayList<>());
    for (OpenFile file : system.openFiles(d -> d.link().startsWith("/dmabuf:"))) {
      String exporter = exporter(file.first(), system);
      if (exporter == null) {
        continue;
      }
      Claim claim = file.claim(1, "fdinfo: exp_name " + exporter);
      if (exporter.equals(DRM)) {
        if (drivers.contains(module)) {
          findings.add(drivers.size() == 1 && cards(system) == 1 ? claim : claim.perhaps());
        }
      } else if (exporter.replace('-', '_').equals(module)) {
        findings.add(claim);
      }
    }
  }

  /** How many DRM cards there are, of built-in drivers too: any of them may be the exporter. */
  private static long cards(Snapshot system) throws IOException {
    return Attribute.list(system.sys().resolve("class/drm")).stream()
        .filter(device -> device.getFileName().toString().matches("card\\d+"))
        .count();
  }

  private static @Nullable String exporter(Descriptor file, Snapshot system) throws IOException {
    String fdinfo =
        Attribute.read(
            system
                .proc()
                .resolve(file.process().pid() + "/task/" + file.task() + "/fdinfo/" + file.fd()));
    if (fdinfo != null) {
      for (String line : fdinfo.split("\n")) {
        if (line.startsWith("exp_name:")) {
          return line.substring(9).strip();
        }
      }
    }
    return null;
  }
}
