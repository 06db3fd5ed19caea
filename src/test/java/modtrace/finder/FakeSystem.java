package modtrace.finder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import modtrace.holder.Claim;
import modtrace.sys.Probe;
import modtrace.sys.SilentProbe;

/** A system in a folder, with the files of /proc and /sys that a test gives it and no process. */
final class FakeSystem {
  private final Path root;
  private final Probe probe;

  FakeSystem(Path root) throws IOException {
    this(root, new SilentProbe());
  }

  FakeSystem(Path root, Probe probe) throws IOException {
    this.root = root;
    this.probe = probe;
    Files.createDirectories(root.resolve("proc"));
    file("proc/modules", "");
    file("proc/sys/kernel/osrelease", "6.1.0-56-amd64\n");
  }

  FakeSystem file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(root));
    Files.writeString(file, text, UTF_8);
    return this;
  }

  /** Our mount namespace. */
  FakeSystem mounts(String mountinfo) throws IOException {
    file("proc/self/mountinfo", mountinfo);
    Files.createDirectories(root.resolve("proc/self/ns"));
    Files.createSymbolicLink(root.resolve("proc/self/ns/mnt"), Path.of("mnt:[1]"));
    Files.createSymbolicLink(root.resolve("proc/self/root"), Path.of("/"));
    return this;
  }

  FakeSystem folder(String path) throws IOException {
    Files.createDirectories(root.resolve(path));
    return this;
  }

  FakeSystem link(String path, String target) throws IOException {
    folder(target);
    Path link = root.resolve(path);
    Files.createDirectories(Optional.ofNullable(link.getParent()).orElse(root));
    Files.createSymbolicLink(link, root.resolve(target));
    return this;
  }

  Path path(String path) {
    return root.resolve(path);
  }

  /** What one finder claims, as {@code KIND REFERENCES WHAT}, with ? where it only may be. */
  List<String> claims(Finder finder, String module) throws IOException {
    return found(finder, module).claims().stream()
        .map(
            claim ->
                claim.kind().word()
                    + " "
                    + claim.references()
                    + (claim.sure() ? " " : "? ")
                    + claim.what().replace(root + "/", "/"))
        .toList();
  }

  List<String> releases(Finder finder, String module) throws IOException {
    return found(finder, module).claims().stream()
        .map(Claim::release)
        .map(command -> String.valueOf(command).replace(root + "/", "/"))
        .toList();
  }

  Findings found(Finder finder, String module) throws IOException {
    var findings = new Findings();
    finder.find(module, new Snapshot(root, probe), findings);
    return findings;
  }
}
