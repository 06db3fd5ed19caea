package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.sys.LinuxKernel;
import modtrace.sys.LinuxProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All finders together. */
final class FindersTest {
  @TempDir Path root;

  /** The crypto users are looked for first. */
  @Test
  void whatIsFoundIsShownInOneOrderWhoeverLookedFirst() throws IOException {
    new SystemFolder(root)
        .module("ext4")
        .mounts("35 29 7:0 / /mnt rw - ext4 /dev/loop0 rw\n")
        .write("proc/modules", "ext4 16384 2 - Live 0x0\n")
        .write(
            "proc/crypto",
            """
            name         : crc32c
            driver       : crc32c-ext4
            module       : ext4
            refcnt       : 2
            type         : shash

            """);
    var system = new Snapshot(root, new LinuxProbe(new LinuxKernel()));
    Findings findings = Finders.find("ext4", system);
    assertEquals(
        List.of("/mnt", "a user of crc32c"), findings.claims().stream().map(Claim::what).toList());
  }

  @Test
  void aFinderThatCannotLookSaysSoAndTheOthersLook() throws IOException {
    new SystemFolder(root)
        .module("ext4")
        .mounts("35 29 7:0 / /mnt rw - ext4 /dev/loop0 rw\n")
        .write("proc/modules", "ext4 16384 1 - Live 0x0\n")
        .write("proc/self/net/protocols/is-a-folder", "");
    var system = new Snapshot(root, new LinuxProbe(new LinuxKernel()));
    Findings findings = Finders.find("ext4", system);
    assertEquals(List.of("/mnt"), findings.claims().stream().map(Claim::what).toList());
    assertTrue(
        findings.unseen().stream().anyMatch(what -> what.startsWith("sockets: ")),
        findings.unseen().toString());
  }
}
