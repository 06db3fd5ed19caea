package modtrace.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.sys.LinuxKernel;
import modtrace.sys.LinuxProbe;

/** A small /proc, /sys and /lib/modules below a temporary folder. */
final class SystemFolder {
  private final Path root;

  SystemFolder(Path root) throws IOException {
    this.root = root;
    write("proc/sys/kernel/osrelease", "6.1.0\n");
    write("proc/filesystems", "nodev\ttmpfs\n\text4\n\text2\n\txfs\n\tvfat\n");
    write(
        "proc/devices",
        "Character devices:\n  1 mem\n\nBlock devices:\n259 blkext\n254 device-mapper\n");
    write(
        "lib/modules/6.1.0/modules.alias",
        """
        alias fs-ext4 ext4
        alias fs-ext2 ext4
        alias fs-vfat vfat
        alias nls_iso8859-8 nls_cp1255
        alias block-major-7-* loop
        alias bfq-iosched bfq
        alias md-raid1 raid1
        """);
    Files.createDirectories(root.resolve("proc/self/ns"));
    Files.createSymbolicLink(root.resolve("proc/self/ns/mnt"), Path.of("mnt:[1]"));
    Files.createSymbolicLink(root.resolve("proc/self/root"), Path.of("/"));
    mounts("");
  }

  SystemFolder mounts(String mountinfo) throws IOException {
    return write("proc/self/mountinfo", "29 1 0:24 / / rw - overlay overlay rw\n" + mountinfo);
  }

  SystemFolder module(String name) throws IOException {
    return write("sys/module/" + name + "/initstate", "live\n");
  }

  SystemFolder disk(String name, String number, String... holders) throws IOException {
    write("sys/class/block/" + name + "/dev", number + "\n");
    for (String holder : holders) {
      write("sys/class/block/" + name + "/holders/" + holder, "");
    }
    return this;
  }

  SystemFolder write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  /** {@code MOUNT 1 /mnt: umount /mnt}, one for each claim. */
  List<String> find(Finder finder, String module) throws IOException {
    return claims(finder, module).stream().map(SystemFolder::words).toList();
  }

  List<Claim> claims(Finder finder, String module) throws IOException {
    var findings = new Findings();
    finder.find(module, new Snapshot(root, new LinuxProbe(new LinuxKernel())), findings);
    return findings.claims();
  }

  private static String words(Claim claim) {
    return claim.kind() + " " + claim.references() + " " + claim.what() + ": " + claim.release();
  }
}
