package modtrace.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/**
 * Directories that somebody made in configfs: USB gadgets, storage targets, null_blk devices. The
 * innermost come first, since they must go first.
 */
final class ConfigfsFinder implements Finder {
  private static final int DEEPEST = 10;

  @Override
  public String kind() {
    return "configfs directories";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    Path mount = mount(system);
    if (mount == null) {
      if (ConfigfsLayout.isOwner(module) || SmallFile.exists(users(system).resolve(module))) {
        findings.unseen("directories of configfs (it is mounted nowhere in sight)");
      }
      return;
    }
    for (Path subsystem : Attribute.list(mount)) {
      var tree = new Tree(mount);
      if (mayPin(subsystem.getFileName().toString(), module)) {
        tree.read(subsystem, 0);
        tree.claim(module, findings);
      }
    }
  }

  /** Where it is mounted, which may be anywhere; an empty folder where the kernel has none. */
  private static @Nullable Path mount(Snapshot system) throws IOException {
    Path usual = system.sys().resolve("kernel/config");
    if (!SmallFile.exists(usual) || !Attribute.list(usual).isEmpty()) {
      return usual;
    }
    for (MountPlace mount : system.mounts().ofType("configfs")) {
      Path point = mount.path(system);
      if (point != null && mount.mount().root().equals("/")) {
        return point;
      }
    }
    return null;
  }

  /** The modules that use configfs, where it is a module. */
  private static Path users(Snapshot system) {
    return system.sys().resolve("module/configfs/holders");
  }

  /** Each subsystem that is not known may be of the module that has its name. */
  private static boolean mayPin(String subsystem, String module) {
    return ConfigfsLayout.owner(subsystem) != null || subsystem.replace('-', '_').equals(module);
  }

  /** The directories of a subsystem, and the links from one to another. */
  private static final class Tree {
    private final Path mount;
    private final List<Path> directories = new ArrayList<>();
    private final Map<Path, List<Path>> links = new HashMap<>();

    Tree(Path mount) {
      this.mount = mount;
    }

    /** Only lists: to read an attribute takes a reference for a moment. */
    void read(Path folder, int depth) throws IOException {
      for (Path entry : Attribute.list(folder)) {
        if (Files.isSymbolicLink(entry)) {
          link(entry);
        } else if (depth < DEEPEST && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          directories.add(entry);
          read(entry, depth + 1);
        }
      }
    }

    private void link(Path entry) throws IOException {
      try {
        links.computeIfAbsent(entry.toRealPath(), any -> new ArrayList<>()).add(entry);
      } catch (NoSuchFileException e) {
        // removed since the folder was listed
      }
    }

    void claim(String module, Findings findings) {
      Collections.reverse(directories);
      for (Path directory : directories) {
        Path below = mount.relativize(directory);
        String subsystem = below.getName(0).toString();
        int references = Collections.frequency(ConfigfsLayout.pinned(below.toString()), module);
        if (references > 0) {
          findings.add(claim(directory, references));
        } else if (ConfigfsLayout.owner(subsystem) == null && below.getNameCount() == 2) {
          findings.add(claim(directory, 2).perhaps());
        }
      }
    }

    private Claim claim(Path directory, int references) {
      return Claim.of(
              Kind.KERNEL,
              directory.toString(),
              references,
              "somebody made this directory in configfs")
          .releasedBy(removal(directory));
    }

    /** A directory that links lead to cannot be removed. */
    private @Nullable String removal(Path directory) {
      var command = new StringBuilder();
      for (Path link : links.getOrDefault(directory, List.of())) {
        String word = ShellWord.of(link.toString());
        if (word == null) {
          return null;
        }
        command.append("rm ").append(word).append(" && ");
      }
      String word = ShellWord.of(directory.toString());
      return word == null ? null : command.append("rmdir ").append(word).toString();
    }
  }
}
