package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import modtrace.holder.Answer;
import modtrace.holder.Holder;
import modtrace.holder.ProcessDetails;
import modtrace.holder.Reconciliation;
import modtrace.holder.Seen;
import modtrace.proc.SysModule;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Systems captured in the guest while a scenario held a module: the finders must say of the capture
 * what modtrace said there. `src/it/sh/lab/capture-systems` captures them again.
 */
final class CapturedSystemsTest {
  private static final Path SYSTEMS = Path.of("src/test/resources/systems");

  @TempDir Path root;

  static List<Path> systems() throws IOException {
    try (Stream<Path> files = Files.list(SYSTEMS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("systems")
  void theFindersSayOfACaptureWhatWasSaidThere(Path capture) throws IOException {
    CapturedSystem system = CapturedSystem.layOut(capture, root);
    assertEquals(system.answer(), told(answer(system)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("systems")
  void aCaptureIsSmall(Path capture) throws IOException {
    assertTrue(Files.size(capture) < 60_000, Files.size(capture) + " bytes");
  }

  private static Answer answer(CapturedSystem system) throws IOException {
    SysModule facts = SysModule.read(system.root().resolve("sys"), system.module());
    Findings findings = Finders.find(system.module(), new Snapshot(system.root(), system));
    return new Reconciliation(
            new ProcessDetails(system.root()), new Answer.Host("captured", "captured"))
        .answer(system.module(), facts, new Seen(findings.claims(), findings.unseen(), false));
  }

  private static List<String> told(Answer answer) {
    List<String> told = new ArrayList<>();
    for (Holder holder : answer.holders()) {
      told.add(holder.kind().word() + " " + holder.references() + " " + holder.name());
    }
    told.add("unexplained " + answer.unexplained());
    return told;
  }
}
