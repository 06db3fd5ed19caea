package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge of src/it/sh/lab/guest must not let an untrue answer pass. */
final class JudgeTest {
  private static final String SLEEP =
      "{\"kind\":\"process\",\"pid\":7,\"comm\":\"sleep\",\"references\":2,\"release\":\"kill 7\"}";
  private static final String MOUNT = "{\"kind\":\"mount\",\"mount\":\"/mnt/a\",\"references\":1}";

  @TempDir Path folder;

  @Test
  void allReferencesWithTheirTrueHoldersAreRight() throws Exception {
    assertEquals(
        "right\t3\t\n2\tprocess\tsleep\tkill 7\n1\tmount\t/mnt/a\t\n",
        judge(3, answer(3, MOUNT + "," + SLEEP), "mount 1 /mnt\nprocess 2 sleep\n"));
  }

  @Test
  void anUnexplainedRestIsHonestOnlyWhereItIsExpected() throws Exception {
    assertEquals("honest", verdict(3, answer(3, SLEEP), "process 2 sleep\nunexplained 1\n"));
    assertEquals("partly", verdict(3, answer(3, SLEEP), "process 2 sleep\nmount 1 /mnt\n"));
  }

  @Test
  void aHolderThatIsNotTrueIsWrong() throws Exception {
    assertEquals("wrong", verdict(2, answer(2, SLEEP), "process 2 sleeper\n"));
    assertEquals("wrong", verdict(2, answer(2, SLEEP), "process 1 sleep\nprocess 1 sleep\n"));
    assertEquals("wrong", verdict(2, answer(2, SLEEP), "unexplained 2\n"));
    assertEquals(
        "wrong", verdict(3, answer(3, MOUNT + "," + SLEEP), "process 2 sleep\nunexplained 1\n"));
  }

  @Test
  void aBoundIsNoNumber() throws Exception {
    String bound = SLEEP.replace("2,", "2,\"references_at_most\":3,");
    assertEquals("wrong", verdict(2, answer(2, bound), "process 2 sleep\n"));
  }

  @Test
  void anotherUseCountThanTheKernelsIsWrong() throws Exception {
    assertEquals("wrong", verdict(2, answer(3, SLEEP), "process 2 sleep\n"));
  }

  @Test
  void aScenarioThatIsNotAsItSaysHasFailed() throws Exception {
    assertEquals("failed", verdict(3, answer(3, SLEEP), "process 2 sleep\n"));
  }

  /** Of use count {@code count} with these holders, the rest unexplained. */
  private static String answer(int count, String holders) {
    int explained = (holders.contains("sleep") ? 2 : 0) + (holders.contains("mount") ? 1 : 0);
    return String.format(
        "{\"module\":\"m\",\"use_count\":%d,\"explained\":%d,\"unexplained\":%d,\"prior\":0,\"holders\":[%s]}\n",
        count, explained, count - explained, holders);
  }

  private String verdict(int count, String answer, String expect) throws Exception {
    return judge(count, answer, expect).split("\t", 2)[0];
  }

  private String judge(int count, String answer, String expect) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "python3 is missing");
    Process judge =
        new ProcessBuilder(
                "src/it/sh/lab/guest/judge",
                "m",
                String.valueOf(count),
                file("answer", answer),
                file("expect", expect),
                file("also", ""))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, judge.waitFor());
    return told;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
