package modtrace.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import modtrace.event.ModuleEvent;
import modtrace.event.Task;
import modtrace.event.TraceItem;
import modtrace.event.TraceTally;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A program gave itself twenty odd names and ended under each; Linux 6.18 printed this. (The event
 * was sched_process_exit; its words are now those of a module_free.)
 */
class TextNamesTest {
  private static final List<String> NAMES =
      List.of(
          "plain",
          "a b c",
          "my-prog-12",
          "a-7 [001] d-184",
          "x: y: z:",
          "new\nline",
          "\nlead",
          "trail\n",
          "a\n\nb\n",
          "\\xff\\xfeqq",
          "café",
          "\u001b[31mred",
          "tab\there",
          "a\r",
          "<...>",
          "=> fake",
          "CPU:0 [LOST 1]",
          "a) (b",
          "%s%d%n",
          "# hash");

  @ParameterizedTest(name = "{0}")
  @CsvSource({"trace_pipe, 0", "trace_pipe-tgid, 0", "trace-tgid-noirq, 2", "trace-noirq, 2"})
  void readsEachNameAsItWas(String recording, int cpus) throws Exception {
    try (TextSource source = TextSource.of(open(recording))) {
      List<Task> tasks = new ArrayList<>();
      TraceItem item;
      while ((item = source.next()) != null) {
        tasks.add(((ModuleEvent) item).origin().task());
      }
      assertEquals(NAMES, tasks.stream().map(Task::comm).toList());
      assertEquals(new TraceTally(cpus, 20, 0, 0, 0), source.tally());
      assertEquals(recording.contains("tgid"), tasks.stream().allMatch(t -> t.tgid() == t.pid()));
    }
  }

  private static InputStream open(String recording) throws IOException {
    return Objects.requireNonNull(
        TextNamesTest.class.getResourceAsStream("names/" + recording), recording);
  }
}
