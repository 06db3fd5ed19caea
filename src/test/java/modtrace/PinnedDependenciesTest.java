package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import modtrace.lab.Local;
import modtrace.lab.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A jar that is not the one whose checksum we keep ends the build. */
final class PinnedDependenciesTest {
  private static final String HINT =
      "check-dependencies: if a version was changed on purpose: src/build/pin-dependencies\n";

  @TempDir private Path repository;
  private Path jar = Path.of("");
  private String name = "";

  @BeforeEach
  void makeARepositoryOfOneJar() throws Exception {
    var source = CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    String path = Path.of(source).toString();
    name = path.substring(path.lastIndexOf("info/picocli/"));
    jar = repository.resolve(name);
    Files.createDirectories(jar.getParent());
    Files.copy(Path.of(source), jar);
  }

  @Test
  void aRepositoryWithWhatWasPinnedIsFine() throws IOException {
    assertEquals("", check("--all", repository.toString(), jar.toString()).ok().stderr());
  }

  @Test
  void aJarThatWasTamperedWithIsNamed() throws IOException {
    Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND);
    assertEquals(
        "check-dependencies: " + name + ": is not the file that was pinned\n" + HINT,
        check(repository.toString()).status(1).stderr());
  }

  @Test
  void aJarThatNobodyPinnedIsNamed() throws IOException {
    Path other = Files.writeString(repository.resolve("other.jar"), "PK");
    check(repository.toString()).ok();
    assertEquals(
        "check-dependencies: " + other + ": is not pinned\n" + HINT,
        check(repository.toString(), jar + File.pathSeparator + other).status(1).stderr());
    assertEquals(
        "check-dependencies: other.jar: is not pinned\n" + HINT,
        check("--all", repository.toString()).status(1).stderr());
  }

  @Test
  void aRepositoryWithNothingThatWasPinnedIsNoSuccess() throws IOException {
    Files.delete(jar);
    String said = check(repository.toString()).status(1).stderr();
    assertEquals(
        List.of(true, true), List.of(said.contains("no file was verified"), said.endsWith(HINT)));
  }

  private static Result check(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("src/build/check-dependencies"));
    command.addAll(List.of(arguments));
    return Local.run(command.toArray(String[]::new));
  }
}
