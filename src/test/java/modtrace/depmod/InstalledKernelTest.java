package modtrace.depmod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of Debian's 6.1.0-56-amd64; the orders are those of {@code modprobe --show-depends}. */
final class InstalledKernelTest {
  private static final String RELEASE = "6.1.0-56-amd64";

  @TempDir Path root;

  @BeforeEach
  void debian() throws IOException {
    kernel(
        "modules.dep",
        """
        kernel/arch/x86/crypto/crc32c-intel.ko:
        kernel/fs/mbcache.ko:
        kernel/fs/ext4/ext4.ko: kernel/lib/crc16.ko kernel/fs/mbcache.ko kernel/fs/jbd2/jbd2.ko
        kernel/fs/jbd2/jbd2.ko:
        kernel/fs/xfs/xfs.ko: kernel/lib/libcrc32c.ko
        kernel/crypto/crc32c_generic.ko:
        kernel/lib/crc16.ko:
        kernel/lib/libcrc32c.ko:
        kernel/drivers/gpu/drm/drm.ko:
        kernel/drivers/gpu/drm/drm_shmem_helper.ko: kernel/drivers/gpu/drm/drm.ko
        kernel/drivers/gpu/drm/drm_kms_helper.ko: kernel/drivers/gpu/drm/drm.ko
        kernel/drivers/net/tun.ko:
        kernel/drivers/block/loop.ko:
        kernel/drivers/vfio/vfio.ko:
        kernel/drivers/vfio/vfio_iommu_type1.ko: kernel/drivers/vfio/vfio.ko
        updates/vkms.ko: kernel/drivers/gpu/drm/drm_shmem_helper.ko kernel/drivers/gpu/drm/drm_kms_helper.ko kernel/drivers/gpu/drm/drm.ko
        """);
    kernel(
        "modules.alias",
        """
        # Aliases extracted from modules themselves.
        alias crypto-crc32c crc32c_intel
        alias crc32c crc32c_intel
        alias ext2 ext4
        alias fs-xfs xfs
        alias crypto-crc32c crc32c_generic
        alias crc32c crc32c_generic
        alias block-major-7-* loop
        """);
    kernel(
        "modules.softdep",
        """
        # Soft dependencies extracted from modules themselves.
        softdep ext4 pre: crypto-crc32c
        softdep jbd2 pre: crypto-crc32c
        softdep cifs gcm
        softdep libcrc32c pre: crc32c
        softdep libcrc32c pre: loop
        softdep vfio post: vfio_iommu_type1 vfio_iommu_spapr_tce
        """);
    kernel("modules.symbols", "alias symbol:drm_dev_alloc drm\n");
    kernel("modules.builtin", "kernel/fs/debugfs/debugfs.ko\n");
    kernel("modules.builtin.modinfo", "debugfs.alias=fs-debugfs\0debugfs.license=GPL\0");
  }

  private void kernel(String file, String text) throws IOException {
    write("lib/modules/" + RELEASE + "/" + file, text);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private InstalledKernel read() throws IOException {
    return Objects.requireNonNull(InstalledKernel.read(root, RELEASE));
  }

  private List<String> order(String module) throws IOException {
    return read().loadOrder(module).stream().map(Load::module).toList();
  }

  @Test
  void whatIsNeededIsLoadedFromTheLastToTheFirst() throws IOException {
    assertEquals(List.of("drm", "drm_kms_helper", "drm_shmem_helper", "vkms"), order("vkms"));
  }

  @Test
  void softdepsOfWhatIsNeededComeWithIt() throws IOException {
    assertEquals(List.of("crc32c_intel", "crc32c_generic", "libcrc32c", "xfs"), order("xfs"));
    assertEquals(
        List.of("crc32c_intel", "crc32c_generic", "jbd2", "mbcache", "crc16", "ext4"),
        order("ext4"));
  }

  @Test
  void whatASoftdepNamesAfterAModuleIsLoadedAfterItAndWhatIsNotInstalledIsPassedOver()
      throws IOException {
    assertEquals(List.of("vfio", "vfio_iommu_type1"), order("vfio"));
  }

  @Test
  void modprobeDComesBeforeTheKernelsOwnSoftdeps() throws IOException {
    write(
        "etc/modprobe.d/a.conf",
        """
        softdep lib*32c \\
          pre: drm post: tun
        install tun /bin/echo tun; \\
          /sbin/modprobe --ignore-install tun
        alias my-[ab]* vkms
        alias crc32c loop
        """);
    assertEquals(List.of("drm", "libcrc32c", "tun", "xfs"), order("xfs"));
    assertEquals(
        "/bin/echo tun;   /sbin/modprobe --ignore-install tun",
        read().loadOrder("tun").get(0).command());
    assertEquals(List.of("vkms"), read().lookup("my_b1").modules());
    assertEquals(List.of("loop"), read().lookup("crc32c").modules());
  }

  @Test
  void aFileOfTheSameNameInAnEarlierFolderCountsAlone() throws IOException {
    write("etc/modprobe.d/a.conf", "alias x loop\n");
    write("usr/lib/modprobe.d/a.conf", "alias x tun\n");
    assertEquals(List.of("loop"), read().lookup("x").modules());
  }

  @Test
  void aModuleWithSoftdepsIsLoadedAndItsCommandIsNotRun() throws IOException {
    write("etc/modprobe.d/a.conf", "install libcrc32c /bin/false\n");
    assertNull(read().loadOrder("xfs").get(2).command());
  }

  @Test
  void aliasesMeanTheModulesThatModprobeTakes() throws IOException {
    InstalledKernel kernel = read();
    assertEquals(new Match("alias in modules.alias", List.of("xfs")), kernel.lookup("fs-xfs"));
    assertEquals(List.of("loop"), kernel.lookup("block-major-7-12").modules());
    assertEquals(List.of("crc32c_intel", "crc32c_generic"), kernel.lookup("crc32c").modules());
    assertEquals(new Match("", List.of("crc32c_intel")), kernel.lookup("crc32c-intel"));
    assertEquals(
        new Match("alias in modules.symbols", List.of("drm")),
        kernel.lookup("symbol:drm_dev_alloc"));
    assertEquals(
        new Match("alias in modules.builtin.modinfo", List.of("debugfs")),
        kernel.lookup("fs-debugfs"));
    assertEquals(List.of(), kernel.lookup("nosuch").modules());
  }

  @Test
  void theTreeShowsEachBelowThoseThatNeedItAndSoftdepsBesideThem() throws IOException {
    assertEquals("vkms(drm_kms_helper(drm()) drm_shmem_helper(drm()))", text(read().tree("vkms")));
    assertEquals("xfs(libcrc32c(<crc32c_intel() <crc32c_generic()))", text(read().tree("xfs")));
    assertEquals("vfio(>vfio_iommu_type1(vfio(..)))", text(read().tree("vfio")));
  }

  @Test
  void whatAModuleMayWantIsShownAndNotLoaded() throws IOException {
    kernel("modules.weakdep", "weakdep xfs tun\n");
    assertEquals(
        "xfs(libcrc32c(<crc32c_intel() <crc32c_generic()) ?tun())", text(read().tree("xfs")));
    assertEquals(4, order("xfs").size());
  }

  private static String text(NeedTree node) {
    String mark =
        switch (node.relation()) {
          case NEEDED -> "";
          case SOFT_BEFORE -> "<";
          case SOFT_AFTER -> ">";
          case WEAK -> "?";
        };
    String below = String.join(" ", node.below().stream().map(each -> text(each)).toList());
    return mark + node.module() + "(" + (node.again() ? ".." : below) + ")";
  }

  @Test
  void cyclesEnd() throws IOException {
    kernel("modules.dep", "a.ko: b.ko c.ko d.ko\nb.ko: c.ko a.ko\nc.ko: b.ko\nd.ko:\n");
    kernel("modules.softdep", "softdep d pre: a post: b\nsoftdep b pre: d\n");
    assertEquals(List.of("d", "a", "c", "b"), order("a"));
    assertEquals("a(d(<a(..) >b(<d(..) a(..) c(b(..)))) c(..))", text(read().tree("a")));
  }

  @Test
  void whoNeedsAModule() throws IOException {
    assertEquals(List.of("drm_kms_helper", "drm_shmem_helper", "vkms"), read().dependantsOf("drm"));
  }

  @Test
  void hostileFilesTakeNoTimeAndNoStack() throws IOException {
    var dep = new StringBuilder("long.ko:");
    var soft = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      dep.append(" x/m").append(i).append(".ko");
      soft.append("softdep m").append(i).append(" pre: m").append(i + 1).append('\n');
    }
    kernel("modules.dep", dep + "\n:\n: a\nx\n\u0000\u001b[2J.ko: \n");
    kernel("modules.softdep", soft.substring(0, 100_000));
    assertEquals(60_001, order("long").size());
    assertEquals(60_000, read().tree("long").below().size());
  }

  @Test
  void whereThereIsNoModulesDepThereIsNoKernel() throws IOException {
    assertNull(InstalledKernel.read(root, "5.0"));
    assertEquals(List.of(RELEASE), InstalledKernel.releases(root));
  }
}
