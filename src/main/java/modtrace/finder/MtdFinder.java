package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;
import modtrace.proc.LoadedModules;
import modtrace.proc.SysDevice;
import org.jspecify.annotations.Nullable;

/**
 * Flash and its like (MTD): each device holds mtd (add_mtd_device in drivers/mtd/mtdcore.c), and
 * what uses it holds its driver (__get_mtd_device): a file system, or UBI.
 */
final class MtdFinder implements Finder {
  private static final String CORE = "mtd";
  private static final String BLOCKS = "mtd_blkdevs";

  @Override
  public String kind() {
    return "MTD devices";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    NamedDriverRule rule = NamedDriverRule.ALL.get(CORE);
    for (Path folder : Attribute.list(system.sys().resolve("class").resolve(CORE))) {
      SysDevice device = SysDevice.at(folder);
      if (rule == null || device == null || !device.name().matches("mtd\\d+")) {
        continue; // mtd0ro is the same device
      }
      String driver = rule.driver(device);
      if (module.equals(CORE)) {
        findings.add(registered(device, driver));
      } else if (module.equals(driver)) {
        mounts(device, system, findings);
        volumes(device, system, findings);
      }
    }
    LoadedModules.Row blocks = module.equals(CORE) ? system.loadedModules().row(BLOCKS) : null;
    if (blocks != null && !blocks.dependants().isEmpty()) {
      findings.add(
          Claim.of(Kind.MODULE, BLOCKS, 1, "it is told of each device (register_mtd_user)")
              .releasedBy("modprobe -r " + BLOCKS));
    }
  }

  private static Claim registered(SysDevice device, @Nullable String driver) throws IOException {
    String name = device.name() + " (" + device.attribute("name") + ")";
    return driver == null
        ? Claim.of(Kind.KERNEL, "MTD device " + name, 1, "it is registered with mtd")
        : Claim.of(Kind.MODULE, driver, 1, "its device " + name + " is registered with mtd")
            .releasedBy("modprobe -r " + driver);
  }

  private static void mounts(SysDevice device, Snapshot system, Findings findings)
      throws IOException {
    String number = Superblock.MTD_MAJOR + device.name().substring(CORE.length());
    for (Superblock superblock : system.mounts().superblocks()) {
      if (superblock.isOnMtd() && superblock.device().equals(number)) {
        String where = " is mounted at " + superblock.places().get(0).words();
        findings.add(superblock.claim(1, device.name() + ": " + superblock.mount().type() + where));
      }
    }
  }

  private static void volumes(SysDevice device, Snapshot system, Findings findings)
      throws IOException {
    for (Path folder : Attribute.list(system.sys().resolve("class/ubi"))) {
      String name = folder.getFileName().toString();
      String number = Attribute.read(folder.resolve("mtd_num"));
      if (number != null && device.name().equals(CORE + number)) {
        findings.add(
            Claim.of(Kind.BLOCK, name, 1, name + " is attached to " + device.name())
                .releasedBy("ubidetach -d " + name.replaceFirst("ubi", "")));
      }
    }
  }
}
