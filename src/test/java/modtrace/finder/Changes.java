package modtrace.finder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/** Files of a laid out system that say something else for a while. */
final class Changes implements Closeable {
  private interface Undo {
    void run() throws IOException;
  }

  private final Deque<Undo> undos = new ArrayDeque<>();

  /** A file, or a link, with what is needed to have it; folders stay as they are. */
  void write(Path file, byte[] content) throws IOException {
    if (makeRoom(file)) {
      Files.write(file, content);
    }
  }

  void link(Path file, String target) throws IOException {
    if (makeRoom(file)) {
      Files.createSymbolicLink(file, Path.of(target));
    }
  }

  void remove(Path file) throws IOException {
    boolean unused = makeRoom(file);
  }

  /** So that nothing is there but the folder around it; false where that cannot be. */
  private boolean makeRoom(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || !folder(parent(file))) {
      return false;
    }
    if (Files.isSymbolicLink(file)) {
      Path target = Files.readSymbolicLink(file);
      undo(file, () -> Files.createSymbolicLink(file, target));
    } else if (Files.exists(file)) {
      byte[] content = Files.readAllBytes(file);
      undo(file, () -> Files.write(file, content));
    } else {
      undo(file, () -> {});
    }
    return true;
  }

  private void undo(Path file, Undo restore) throws IOException {
    Files.deleteIfExists(file);
    undos.push(
        () -> {
          Files.deleteIfExists(file);
          restore.run();
        });
  }

  private boolean folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return true;
    }
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) || !folder(parent(folder))) {
      return false;
    }
    Files.createDirectory(folder);
    undos.push(() -> Files.deleteIfExists(folder));
    return true;
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  /** What a file says now; nothing where it is none. */
  static String text(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.readString(file, ISO_8859_1) : "";
  }

  @Override
  public void close() throws IOException {
    while (!undos.isEmpty()) {
      undos.pop().run();
    }
  }
}
