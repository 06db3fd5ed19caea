package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code modtrace deps}, on files of Debian's kernel. */
final class DepsTest {
  @TempDir Path root;

  @BeforeEach
  void host() throws IOException {
    write("proc/sys/kernel/osrelease", "6.1.0\n");
    write(
        "lib/modules/6.1.0/modules.dep",
        """
        kernel/drivers/gpu/drm/drm.ko.xz:
        kernel/drivers/gpu/drm/drm_kms_helper.ko.xz: kernel/drivers/gpu/drm/drm.ko.xz
        updates/vkms.ko: kernel/drivers/gpu/drm/drm_kms_helper.ko.xz kernel/drivers/gpu/drm/drm.ko.xz
        """);
    write("lib/modules/6.1.0/modules.builtin", "kernel/fs/ext2/ext2.ko\n");
    write("lib/modules/6.1.0/modules.alias", "alias platform:vkms vkms\n");
    write(
        "proc/modules",
        """
        drm_kms_helper 212992 0 - Live 0x0000000000000000
        drm 618496 1 drm_kms_helper, Live 0x0000000000000000
        """);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Run deps(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "deps";
    System.arraycopy(words, 0, all, 1, words.length);
    return Run.of(root, "", all);
  }

  @Test
  void whatIsNeededStandsAsATreeWithTheOrderOfLoading() {
    var run = deps("vkms");
    assertEquals(
        """
        vkms: not loaded; kernel 6.1.0
        modprobe vkms loads 2 modules first, each of which is needed by a later one: drm, drm_kms_helper (2 of these are loaded already)
        NEEDS              LOAD  USED  STATE
        vkms                  3     -  not loaded
        `- drm_kms_helper     2     0  loaded
           `- drm             1     1  loaded
        LOAD  FILE in ROOT/lib/modules/6.1.0
           1  kernel/drivers/gpu/drm/drm.ko.xz
           2  kernel/drivers/gpu/drm/drm_kms_helper.ko.xz
           3  updates/vkms.ko
        no other module needs it
        """,
        run.out().replace(root.toString(), "ROOT"));
    assertEquals(0, run.exitCode());
  }

  @Test
  void whatNeedsAModuleStandsWithItsUseCountLoadedOnesFirst() {
    assertEquals(
        """
        drm: loaded, use count 1; kernel 6.1.0
        modprobe drm loads no other module
        needs no other module
        LOAD  FILE in ROOT/lib/modules/6.1.0
           1  kernel/drivers/gpu/drm/drm.ko.xz
        NEEDED BY       USED  STATE
        drm_kms_helper     0  loaded
        vkms               -  not loaded
        """,
        deps("drm").out().replace(root.toString(), "ROOT"));
  }

  @Test
  void whatIsBuiltInIsNotLoaded() {
    assertEquals(
        """
        ext2: built in; kernel 6.1.0
        needs no other module
        no other module needs it
        """,
        deps("ext2").out());
  }

  @Test
  void ofAnotherKernelNothingIsSaidOfWhatIsLoaded() throws IOException {
    write("lib/modules/5.0/modules.dep", "a-b.ko.zst: c.ko.gz\nc.ko.gz:\n");
    assertEquals(
        """
        a_b: of kernel 5.0, which does not run here: what is loaded is not known
        modprobe a-b loads 1 module first, which is needed by a later one: c
        NEEDS  LOAD
        a_b       2
        `- c      1
        LOAD  FILE in ROOT/lib/modules/5.0
           1  c.ko.gz
           2  a-b.ko.zst
        no other module needs it
        """,
        deps("a-b", "-k", "5.0").out().replace(root.toString(), "ROOT"));
    String json = deps("c", "-k", "5.0", "--json").out();
    assertTrue(json.contains("\"needed_by\":[{\"module\":\"a_b\",\"file\":\"a-b.ko.zst\"}]"), json);
    assertEquals(-1, json.indexOf("use_count"));
    String elsewhere = deps("drm", "-b", root + "/.").out();
    assertTrue(elsewhere.startsWith("drm: loaded"), elsewhere);
  }

  @Test
  void anAliasSaysWhatItMeans() {
    String out = deps("platform:vkms").out();
    assertTrue(
        out.startsWith("platform:vkms is an alias in modules.alias and means vkms\nvkms: not"),
        out);
    assertTrue(
        deps("platform:vkms", "--json").out().contains("\"alias\":\"alias in modules.alias\""));
  }

  @Test
  void aBlacklistedModuleIsPassedOverWhereItsAliasIsAskedFor() throws IOException {
    write("etc/modprobe.d/b.conf", "blacklist vkms\n");
    assertEquals(
        "modtrace: vkms is blacklisted: modprobe platform:vkms passes over it\n",
        deps("platform:vkms").err());
    assertEquals("", deps("vkms").err());
  }

  @Test
  void whatIsUnknownIsToldInOneLineWithNearNames() {
    assertEquals(
        new Run(
            3, "", "modtrace: there is no module or alias vkmz for kernel 6.1.0 (near: vkms)\n"),
        deps("vkmz"));
    assertEquals(
        new Run(
            3,
            "",
            "modtrace: there is no "
                + root
                + "/lib/modules/4.0/modules.dep: give -k one of 6.1.0\n"),
        deps("vkms", "-k", "4.0"));
    assertEquals(2, deps("vkms", "-k", "../x").exitCode());
    assertEquals(2, deps("a b").exitCode());
  }

  @Test
  void noNameReachesTheTerminalAsItIs() throws IOException {
    write("lib/modules/6.1.0/modules.dep", "a.ko: x\u001b[2Jy.ko\n\u0007.ko: a.ko\n");
    String out = deps("a").out();
    assertTrue(out.contains("`- x\\x1b[2Jy"), out);
    assertTrue(out.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7F)), out);
  }

  @Test
  void aFifoInPlaceOfAFileIsNotWaitedFor() throws IOException, InterruptedException {
    Files.delete(root.resolve("lib/modules/6.1.0/modules.alias"));
    Path fifo = root.resolve("lib/modules/6.1.0/modules.alias");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    assertEquals(
        new Run(
            3, "", "modtrace: cannot read what depmod wrote: " + fifo + " is no regular file\n"),
        deps("vkms"));
  }
}
