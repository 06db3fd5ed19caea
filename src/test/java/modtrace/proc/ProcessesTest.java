package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What /proc does not show is told. */
final class ProcessesTest {
  @TempDir Path proc;

  private void namespace(String link) throws IOException {
    Files.createDirectories(proc.resolve("self/ns"));
    Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of(link));
  }

  @Test
  void theHostShowsAll() throws IOException {
    namespace("pid:[4026531836]");
    Files.createDirectories(proc.resolve("1"));
    assertEquals(Set.of(), Processes.read(proc).elsewhere());
  }

  @Test
  void aContainerShowsItsOwn() throws IOException {
    namespace("pid:[4026532999]");
    Files.createDirectories(proc.resolve("1"));
    assertEquals(
        Set.of("the processes of the host and of other containers (run it on the host)"),
        Processes.read(proc).elsewhere());
  }

  @Test
  void whereInitIsNotShownNeitherAreOthers() throws IOException {
    namespace("pid:[4026531836]");
    assertEquals(
        Set.of("the processes of others, which /proc hides (run as root)"),
        Processes.read(proc).elsewhere());
  }
}
