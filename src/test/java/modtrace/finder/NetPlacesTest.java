package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modtrace.sys.SilentProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NetPlacesTest {
  private static final String IN_OURS =
      "40 29 0:4 net:[4026532101] /run/a\\040b rw - nsfs nsfs rw\n";
  private static final String IN_OTHER =
      """
      60 50 0:4 net:[4026532102] /tmp/n rw - nsfs nsfs rw
      62 50 0:4 net:[4026532103] /tmp/\\303\\050 rw - nsfs nsfs rw
      """;

  @TempDir Path root;

  @Test
  void findsThoseThatABindMountKeepsInAnyMountNamespace() throws IOException {
    var system = new FakeSystem(root).mounts(IN_OURS);
    Files.createSymbolicLink(root.resolve("proc/self/ns/net"), Path.of("net:[4026531840]"));
    process(system);
    Snapshot snapshot = new Snapshot(root, new SilentProbe());
    List<String> places =
        snapshot.netPlaces().all().stream()
            .map(place -> place.name() + " " + place.enter() + place.file().replace(root + "", ""))
            .toList();
    assertEquals(
        List.of(
            "null /proc/self/ns/net",
            "net:[4026532101] nsenter --net='/run/a b' /run/a b",
            "net:[4026532102] nsenter --net=/proc/7/root/tmp/n /proc/7/root/tmp/n"),
        places);
    var findings = new Findings();
    snapshot.netPlaces().tellUnseen(findings);
    assertEquals(
        List.of(
            "the network namespace net:[4026532103] that is mounted at /tmp/\uFFFD( in mnt:[2]"),
        findings.unseen());
  }

  /** In a mount namespace of its own, and in our network namespace. */
  private void process(FakeSystem system) throws IOException {
    system
        .file("proc/7/stat", "7 (sh) S 1 7 7 0 -1 0 " + "0 ".repeat(12) + "777 0\n")
        .file("proc/7/task/7/mountinfo", "50 1 0:24 / / rw - overlay overlay rw\n" + IN_OTHER)
        .folder("proc/7/task/7/fd")
        .folder("proc/7/task/7/ns")
        .folder("proc/7/ns");
    Files.createSymbolicLink(root.resolve("proc/7/ns/net"), Path.of("net:[4026531840]"));
    Files.createSymbolicLink(root.resolve("proc/7/task/7/ns/mnt"), Path.of("mnt:[2]"));
    Files.createSymbolicLink(root.resolve("proc/7/task/7/root"), Path.of("/"));
  }
}
