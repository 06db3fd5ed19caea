package modtrace.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import modtrace.proc.Descriptor;

/** Open device nodes whose driver is the module, as sysfs tells. */
final class DeviceFileFinder implements Finder {
  @Override
  public String kind() {
    return "open device files";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    for (OpenFile file : system.openFiles(d -> isOf(module, system, d))) {
      findings.add(
          file.claim(1, "device " + file.first().majorMinor() + " is driven by " + module));
    }
    int refused = system.descriptors().refused();
    if (refused > 0) {
      findings.unseen("the files of " + refused + " processes (run as root)");
    }
  }

  private static boolean isOf(String module, Snapshot system, Descriptor descriptor) {
    if (!descriptor.isCharacterDevice()) {
      return false;
    }
    Path driver =
        system.sys().resolve("dev/char/" + descriptor.majorMinor() + "/device/driver/module");
    try {
      return Files.exists(driver) && driver.toRealPath().getFileName().toString().equals(module);
    } catch (IOException e) {
      return false; // the device went away
    }
  }
}
