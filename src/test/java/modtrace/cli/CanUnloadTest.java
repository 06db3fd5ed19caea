package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code modtrace can-unload}, on a /proc and /sys without processes. */
final class CanUnloadTest {
  @TempDir Path root;

  @BeforeEach
  void host() throws IOException {
    write("proc/sys/kernel/hostname", "h\n");
    write("proc/sys/kernel/osrelease", "6.1.0\n");
    write("lib/modules/6.1.0/modules.dep", "kernel/drivers/gpu/vkms.ko: \n");
    write("lib/modules/6.1.0/modules.builtin", "kernel/fs/ext2/ext2.ko\n");
    write("proc/modules", "");
  }

  private void module(String name, int useCount, String... holders) throws IOException {
    write("sys/module/" + name + "/initstate", "live\n");
    write("sys/module/" + name + "/refcnt", useCount + "\n");
    for (String holder : holders) {
      Files.createDirectories(root.resolve("sys/module/" + name + "/holders/" + holder));
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void whatNobodyHoldsCanBeUnloaded() throws IOException {
    module("vkms", 0);
    var run = Run.of(root, "", "can-unload", "vkms");
    assertEquals("vkms: can be unloaded now: modprobe -r vkms\n", run.out());
    assertEquals(0, run.exitCode());
  }

  @Test
  void dependantsComeFirstAndWhatHoldsThemBeforeThem() throws IOException {
    module("drm", 2, "drm_kms_helper", "vkms");
    module("drm_kms_helper", 1, "vkms");
    module("vkms", 0);
    var run = Run.of(root, "", "can-unload", "drm");
    assertEquals(
        """
        drm: cannot be unloaded now, its use count is 2
          modprobe -r vkms            # module vkms: 1 reference to drm_kms_helper
          modprobe -r drm_kms_helper  # module drm_kms_helper: 1 reference to drm
          modprobe -r drm
        """,
        run.out());
    assertEquals(1, run.exitCode());
  }

  @Test
  void whatIsUnexplainedStandsInTheWay() throws IOException {
    module("vkms", 1);
    String json = Run.of(root, "", "can-unload", "vkms", "--json").out();
    assertTrue(
        json.startsWith(
            "{\"schema\":\"modtrace.can-unload/1\",\"module\":\"vkms\",\"can_unload\":false,\"use_count\":1,"
                + "\"steps\":[],\"steps_are_enough\":false,"
                + "\"obstacles\":[\"1 reference to vkms is unexplained\"],"),
        json);
  }

  @Test
  void aPermanentModuleCanNeverBeUnloaded() throws IOException {
    module("ipv6", 0);
    write("proc/modules", "ipv6 634880 0 [permanent], Live 0x0000000000000000\n");
    var run = Run.of(root, "", "can-unload", "ipv6");
    assertEquals(
        """
        ipv6: cannot be unloaded now
          in the way: ipv6 is permanent: it has no exit function, nothing can unload it
        """,
        run.out());
    assertEquals(1, run.exitCode());
  }

  @Test
  void whatIsNotLoadedIsNoAnswer() throws IOException {
    assertEquals(
        "modtrace: cannot read the state of vkms: there is no "
            + root.resolve("sys/module")
            + ", is sysfs mounted?\n",
        Run.of(root, "", "can-unload", "vkms").err());
    Files.createDirectories(root.resolve("sys/module"));
    var run = Run.of(root, "", "can-unload", "vkms");
    assertEquals(
        "modtrace: vkms is not loaded: nobody can hold it (modtrace list modules shows what is)\n",
        run.err());
    assertEquals(3, run.exitCode());
    assertEquals(1, Run.of(root, "", "can-unload", "-q", heldModule()).exitCode());
  }

  private String heldModule() throws IOException {
    module("held", 1);
    return "held";
  }

  @Test
  void aDeviceNodeIsAskedForItsModules() throws IOException {
    var run = Run.of(root, "", "who-holds", "/dev/nosuch");
    assertEquals(
        "modtrace: there is no /dev/nosuch: give a device node, or the name of a module\n",
        run.err());
    assertEquals(3, run.exitCode());
    assertEquals(2, Run.of(root, "", "who-holds", "/proc").exitCode());
  }
}
