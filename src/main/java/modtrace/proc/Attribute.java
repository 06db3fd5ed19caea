package modtrace.proc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/** Small files and folders of sysfs and its like, which may be gone when they are read. */
public final class Attribute {
  private Attribute() {}

  /** The text without the white space around it; null when there is no such file. */
  public static @Nullable String read(Path file) throws IOException {
    byte[] bytes = SmallFile.readIfAny(file);
    return bytes == null ? null : new String(bytes, UTF_8).strip();
  }

  /** What is in a folder, sorted; nothing when there is no such folder. */
  public static List<Path> list(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
      for (Path entry : found) {
        entries.add(entry);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(null);
    return entries;
  }

  /** The names in a folder, sorted; none when there is no such folder. */
  public static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path entry : list(folder)) {
      names.add(entry.getFileName().toString());
    }
    return names;
  }

  /** The last part of a link's text, such as a module's name; null when there is no such link. */
  public static @Nullable String target(Path link) throws IOException {
    String text = SmallFile.linkIfAny(link);
    return text == null ? null : text.substring(text.lastIndexOf('/') + 1);
  }
}
