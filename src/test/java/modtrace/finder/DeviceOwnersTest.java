package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import modtrace.sys.LinuxKernel;
import modtrace.sys.LinuxProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over trees of sysfs as Debian's Linux 6.1 shows them, with the numbers that it counts. */
final class DeviceOwnersTest {
  @TempDir Path root;

  @BeforeEach
  void system() throws IOException {
    write("proc/sys/kernel/osrelease", "6.1.0\n");
    write("proc/devices", "Character devices:\n 10 misc\n240 mydev\n\nBlock devices:\n  8 sd\n");
    write(
        "lib/modules/6.1.0/modules.alias",
        "alias char-major-10-200 tun\nalias char-major-10-239 uhid\n");
    StringBuilder modules = new StringBuilder();
    for (String name :
        List.of("drm", "vkms", "uhid", "tun", "kvm", "kvm_amd", "mydev", "ttyprintk")) {
      modules.append(name).append(" 16384 0 - Live 0x0000000000000000\n");
    }
    write("proc/modules", modules.toString());
  }

  @Test
  void aMiscDeviceIsItsAliasesModule() throws IOException {
    device("char", "10:239", "devices/virtual/misc/uhid", "misc");
    assertEquals(Map.of("uhid", "1+0"), owners(false, 10, 239));
  }

  @Test
  void tunIsHeldTwiceAndKvmByItsVendor() throws IOException {
    device("char", "10:200", "devices/virtual/misc/tun", "misc");
    device("char", "10:232", "devices/virtual/misc/kvm", "misc");
    assertEquals(Map.of("tun", "2+0"), owners(false, 10, 200));
    assertEquals(Map.of("kvm_amd", "1+0"), owners(false, 10, 232));
  }

  @Test
  void aSoundNodeHoldsItsCardsDriver() throws IOException {
    driver("devices/platform/snd_dummy.0", "snd_dummy");
    device("char", "116:4", "devices/platform/snd_dummy.0/sound/card0/controlC0", "sound");
    device("char", "116:2", "devices/platform/snd_dummy.0/sound/card0/pcmC0D0p", "sound");
    assertEquals(Map.of("snd_dummy", "1+0", "snd", "2+0"), owners(false, 116, 4));
    assertEquals(Map.of("snd_dummy", "1+0", "snd", "1+0", "snd_pcm", "1+0"), owners(false, 116, 2));
  }

  @Test
  void aTerminalHoldsItsDriverOnceMore() throws IOException {
    device("char", "5:3", "devices/virtual/tty/ttyprintk", "tty");
    assertEquals(Map.of("ttyprintk", "1+1"), owners(false, 5, 3));
  }

  @Test
  void anInputNodeHoldsItsHandlerOnly() throws IOException {
    driver("devices/platform/i8042/serio0", "atkbd");
    device("char", "13:64", "devices/platform/i8042/serio0/input/input0/event0", "input");
    assertEquals(Map.of("evdev", "1+0"), owners(false, 13, 64));
  }

  @Test
  void aNodeThatSysfsDoesNotShowIsWhatItsMajorNumberIsCalled() throws IOException {
    assertEquals(Map.of("mydev", "2+0"), owners(false, 240, 0));
    assertEquals(Map.of(), owners(false, 241, 0));
  }

  private Map<String, String> owners(boolean block, int major, int minor) throws IOException {
    var snapshot = new Snapshot(root, new LinuxProbe(new LinuxKernel()));
    Map<String, String> owners = new TreeMap<>();
    long number = (long) major << 8 | minor;
    for (DeviceOwner owner : DeviceOwners.of(snapshot).of(block, number, null)) {
      owners.put(owner.module(), owner.each() + "+" + owner.once());
    }
    return owners;
  }

  private void device(String sort, String number, String folder, String subsystem)
      throws IOException {
    Path at = Files.createDirectories(root.resolve("sys").resolve(folder));
    link(root.resolve("sys/dev/" + sort + "/" + number), at);
    link(at.resolve("subsystem"), Files.createDirectories(root.resolve("sys/class/" + subsystem)));
  }

  private void driver(String folder, String module) throws IOException {
    Path at = Files.createDirectories(root.resolve("sys").resolve(folder));
    Path driver = Files.createDirectories(root.resolve("sys/bus/platform/drivers/" + module));
    link(at.resolve("driver"), driver);
    link(driver.resolve("module"), Files.createDirectories(root.resolve("sys/module/" + module)));
  }

  private static void link(Path link, Path target) throws IOException {
    Path folder = link.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.createSymbolicLink(link, target);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(path, text);
  }
}
