package modtrace.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import modtrace.holder.Answer;
import modtrace.holder.Claim;
import modtrace.holder.ProcessDetails;
import modtrace.holder.Reconciliation;
import modtrace.holder.Seen;
import modtrace.proc.ProcTask;
import modtrace.proc.SysModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnswerTableTest {
  @TempDir Path root;

  @Test
  void namesTheFirstOfManyThingsThatOneProcessHas() {
    var process = new ProcTask(7, 7, 1, "a\n\u001b)", 1, false, false);
    List<Claim> opens =
        IntStream.range(3, 203).mapToObj(fd -> Claim.by(process, "fd " + fd, 1)).toList();
    List<String> lines = AnswerTable.lines(answer(opens), false, Look.PLAIN);
    assertEquals("vkms: use count 200 = 200 by a process", lines.get(0));
    assertEquals(
        "a\\n\\x1b)    7   200  fd 3; fd 4; fd 5; fd 6; fd 7; fd 8; fd 9; fd 10; fd 11; fd 12; and"
            + " 190 more",
        lines.get(2));
  }

  private Answer answer(List<Claim> claims) {
    var facts = new SysModule(SysModule.State.LIVE, OptionalInt.of(claims.size()), List.of());
    return new Reconciliation(new ProcessDetails(root), new Answer.Host("host", "6.1.0"))
        .answer("vkms", facts, new Seen(claims, List.of(), false));
  }
}
