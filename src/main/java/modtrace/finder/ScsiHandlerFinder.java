package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;

/**
 * Device handlers of SCSI disks with several paths: each device holds the module of the one that is
 * attached (scsi_dh_handler_attach, drivers/scsi/scsi_dh.c).
 */
final class ScsiHandlerFinder implements Finder {
  private static final String PREFIX = "scsi_dh_";

  @Override
  public String kind() {
    return "SCSI device handlers";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!module.startsWith(PREFIX)) {
      return;
    }
    for (Path device : Attribute.list(system.sys().resolve("class/scsi_device"))) {
      String handler = Attribute.read(device.resolve("device/dh_state"));
      if (module.equals(PREFIX + handler)) {
        String name = device.getFileName().toString();
        String file = "/sys/class/scsi_device/" + name + "/device/dh_state";
        findings.add(
            Claim.of(
                Kind.BLOCK,
                "SCSI device " + name,
                1,
                file + " is " + handler + ", which stays until the device is removed"));
      }
    }
  }
}
