package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import modtrace.lab.CleanRoot;
import modtrace.lab.Guest;
import modtrace.lab.KernelLab;
import modtrace.lab.Local;
import modtrace.lab.OnceMore;
import modtrace.lab.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is handed out (mvn -Pdist) works on a machine that has nothing else of us. */
@ExtendWith(OnceMore.class)
final class PackagesIT {
  private static final Path DIST =
      Path.of(System.getProperty("modtrace.dist", "target/dist")).toAbsolutePath();
  private static final Path SAMPLE = Path.of("src/samples/vkms-2018.txt").toAbsolutePath();
  private static final String CLASS_DATA = "/var/cache/modtrace/modtrace.jsa";

  private static CleanRoot withoutJava;
  private static CleanRoot withJava;

  @BeforeAll
  static void makeRoots() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(DIST) || System.getProperty("kernel.tests", "").equals("required"),
        "nothing to hand out was made (-Pdist)");
    Path lab = DIST.resolveSibling("lab");
    withoutJava = CleanRoot.make(lab.resolve("root-without-java"));
    withJava = CleanRoot.make(lab.resolve("root-with-java"));
    for (CleanRoot root : List.of(withoutJava, withJava)) {
      root.take(SAMPLE);
    }
    withJava.run("dpkg -i /java/*.deb").ok();
  }

  @AfterAll
  static void removeRoots() throws IOException {
    if (withJava != null) {
      withJava.close();
      withoutJava.close();
    }
  }

  @Test
  void theArchiveWithAJavaOfItsOwnNeedsNone() throws IOException {
    Path archive = made(".*-linux-x86-64.tar.gz");
    assertTrue(Files.size(archive) < 45_000_000, "is " + Files.size(archive) + " bytes");
    withoutJava.take(archive);
    withoutJava.run("command -v java").status(127);
    withoutJava.run("mkdir /opt/a && tar xf /*.tar.gz -C /opt/a && rm /*.tar.gz").ok();
    works(withoutJava, "/opt/a/modtrace-*/bin/modtrace");
    sharesItsClasses(withoutJava, "/opt/a/modtrace-*/bin/modtrace");
  }

  @Test
  void thePlainArchiveTakesTheJavaThatIsThere() throws IOException {
    withJava.take(made("modtrace-[0-9.]+(-SNAPSHOT)?.tar.gz"));
    withJava.run("mkdir /opt/b && tar xf /*.tar.gz -C /opt/b && rm /*.tar.gz").ok();
    works(withJava, "/opt/b/modtrace-*/bin/modtrace");

    withJava.run("/opt/b/modtrace-*/bin/prepare-start && mv /opt/b /opt/moved").ok();
    works(withJava, "/opt/moved/modtrace-*/bin/modtrace");
    sharesItsClasses(withJava, "/opt/moved/modtrace-*/bin/modtrace");
  }

  @Test
  void theDebianPackageAsksForJava() throws IOException {
    withoutJava.take(made(".*.deb"));
    String refusal = withoutJava.run("dpkg -i /*.deb").status(1).stderr();
    assertTrue(refusal.contains("modtrace depends on default-jre-headless"), refusal);
    withoutJava.run("dpkg -P modtrace && rm /*.deb").ok();
  }

  @Test
  void theDebianPackageWorksAndLeavesNothing() throws IOException {
    withJava.take(made(".*.deb"));
    withJava.run("dpkg -i /*.deb && rm /*.deb").ok();
    works(withJava, "modtrace");
    sharesItsClasses(withJava, "modtrace");
    var unit = withJava.run("cat /lib/systemd/system/modtrace-recorder.service").ok();
    assertTrue(unit.stdout().contains("\nExecStart=/usr/bin/modtrace start\n"), unit.stdout());

    withJava.run("rm " + CLASS_DATA).ok();
    works(withJava, "modtrace");
    withJava.run("dpkg -i /java/openjdk-17-jre-headless_*.deb && test -e " + CLASS_DATA).ok();
    sharesItsClasses(withJava, "modtrace");

    withJava.run("dpkg -P modtrace").ok();
    assertEquals(
        "", withJava.run("find / -xdev -path '*modtrace*' ! -path '/opt/*'").ok().stdout());
  }

  /** All three in one root, which is used from within a virtual machine, by its root. */
  @Test
  void onARealKernelEachNamesAHolder() throws IOException {
    try (CleanRoot root = CleanRoot.make(DIST.resolveSibling("lab").resolve("root-in-guest"))) {
      root.take(made(".*.deb"));
      root.take(made(".*-linux-x86-64.tar.gz"));
      root.take(made("modtrace-[0-9.]+(-SNAPSHOT)?.tar.gz"));
      root.run("dpkg -i /java/*.deb && dpkg -i /*.deb; rm -r /java /*.deb").ok();
      root.run("for a in /*.tar.gz; do d=$(mktemp -d -p /opt); tar xf $a -C $d; rm $a; done").ok();
      List<String> tools =
          root.run("echo /usr/bin/modtrace; ls /opt/*/*/bin/modtrace").ok().lines();
      assertEquals(3, tools.size(), tools.toString());
      try (Guest guest = KernelLab.boot("PackagesIT")) {
        namesAHolder(guest, root, tools);
      }
    }
  }

  private static void namesAHolder(Guest guest, CleanRoot root, List<String> tools) {
    String pid = guest.run("modprobe vkms && hold card-holder /dev/dri/card0").ok().text();
    String mounts = "for d in proc sys dev; do mount --rbind /$d $d || exit; done";
    guest.run("cd " + root.folder() + "; " + mounts).ok();
    for (String tool : tools) {
      String chroot = "env -i PATH=/usr/bin:/bin:/usr/sbin chroot " + root.folder() + " " + tool;
      assertEquals(pid, guest.run(chroot + " who-holds vkms --pids").ok().text(), tool);
      guest.run(chroot + " record -o /root/it.dat -- sh -c 'exec 3</dev/dri/card0'").ok();
      Result answered = guest.run(chroot + " who-holds vkms -i /root/it.dat --now");
      assertTrue(answered.ok().stdout().startsWith("vkms: "), answered.toString());
    }
  }

  @Test
  void lintianHasNothingToSay() throws IOException {
    var said = Local.run("lintian", "--fail-on", "none", made(".*.deb").toString()).ok();
    assertEquals("", said.stdout());
  }

  /** Without a place to write to: see {@code in-root}. */
  private static void works(CleanRoot root, String modtrace) throws IOException {
    String version = root.run(modtrace + " --version").ok().text();
    assertTrue(version.matches("modtrace \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), version);

    assertEquals(
        """
        vkms: 1 reference, 1 explained
        HOLDER          PID  REFS  GETS  PUTS       SINCE  CALL SITE
        systemd-logind  545     1     1     0  102.168297  drm_stub_open: opened a DRM device node (/dev/dri/*)
        """,
        root.run(modtrace + " who-holds vkms -i /vkms-2018.txt").ok().stdout());

    String counted =
        "mount -t tmpfs tmpfs /sys/module; cd /sys/module; mkdir -p made_up/holders/another;"
            + " echo live >made_up/initstate; echo 1 >made_up/refcnt; ";
    String look = modtrace + " who-holds made_up";
    for (String user : List.of("", "setpriv --reuid 65534 --regid 65534 --clear-groups env ")) {
      var looked = root.run(counted + user + look).ok();
      assertEquals("made_up: use count 1 = 1 by a module", looked.lines().get(0));
      assertEquals("", root.run(counted + user + look + " >/dev/null; ls -A /tmp").ok().stdout());
    }
  }

  private static void sharesItsClasses(CleanRoot root, String modtrace) throws IOException {
    String log = "JDK_JAVA_OPTIONS=-Xlog:class+load:file=/tmp/loaded ";
    var loaded = root.run(log + modtrace + " --version && grep ' modtrace[.]Main ' /tmp/loaded");
    assertTrue(loaded.ok().stdout().contains("source: shared objects file"), loaded.stdout());
  }

  private static Path made(String name) throws IOException {
    try (Stream<Path> files = Files.list(DIST)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name))
          .findFirst()
          .orElseThrow(() -> new IOException("no " + name + " in " + DIST));
    }
  }
}
