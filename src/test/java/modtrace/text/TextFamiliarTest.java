package modtrace.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import modtrace.event.ModuleEvent;
import modtrace.event.TraceItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines like those before them are read by a short cut: it gives what the long way gives. */
final class TextFamiliarTest {
  private static final String[] LEARNT = {
    "            bash-368     [000] .....   102.168297: module_get: vkms call_site=drm_stub_open refcnt=2\n",
    "            bash-368     (    368) [013] d..1. 999999.168297123: module_put: drm call_site=__fput+0x1/0x2 [drm] refcnt=11\n",
    " kworker/0:1-7     [000] 5.000001: module_put:           vkms call_site=__fput refcnt=1\n",
    "systemd-udevd-9     [000] ..s1. 5.000001: module_get: vkms ip=1 refcnt=2 name=1\n",
  };
  private static final String BYTES = " \r\n0123456789.:=-+[]()shHzZ/xa";

  static List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/captures"))) {
      return files.filter(file -> file.endsWith("recording.txt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void everyEventOfARecordingIsWhatItsLineAloneSays(Path recording) throws IOException {
    String text = Files.readString(recording, StandardCharsets.ISO_8859_1);
    List<String> alone = new ArrayList<>();
    for (String line : text.split("\n")) {
      alone.addAll(events(line + "\n"));
    }
    assertEquals(alone, events(text));
  }

  @Test
  void aLineThatDiffersFromTheOneBeforeInAnyByteIsReadAsItWouldBeAlone() throws IOException {
    var random = new Random(1);
    for (int run = 0; run < 20_000; run++) {
      String first = LEARNT[random.nextInt(LEARNT.length)];
      String second = changed(first, random);
      List<String> alone = new ArrayList<>(events(first));
      alone.addAll(events(second));
      assertEquals(alone, events(first + second), () -> first + second);
    }
  }

  private static String changed(String line, Random random) {
    var changed = new StringBuilder(line);
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(changed.length() - 1);
      char with = BYTES.charAt(random.nextInt(BYTES.length()));
      switch (random.nextInt(4)) {
        case 0 -> changed.insert(at, with);
        case 1 -> changed.deleteCharAt(at);
        default -> changed.setCharAt(at, with);
      }
    }
    return changed.toString();
  }

  private static List<String> events(String text) throws IOException {
    List<String> events = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    try (TextSource source = TextSource.of(new ByteArrayInputStream(bytes))) {
      for (TraceItem item = source.next(); item != null; item = source.next()) {
        if (item instanceof ModuleEvent) {
          events.add(Told.line(item));
        }
      }
    }
    return events;
  }
}
