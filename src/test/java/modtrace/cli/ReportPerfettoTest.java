package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code modtrace report --perfetto}: what the "Trace Event Format" asks of a file. */
final class ReportPerfettoTest {
  private static final String SEED = "src/samples/vkms-2018.txt";

  private static List<Map<String, String>> events(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("report", "--perfetto", "-"));
    all.addAll(List.of(words));
    var run = Run.of(all.toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
    List<Map<String, String>> events = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(run.out())) {
      while (json.nextToken() != JsonToken.START_ARRAY) {
        assertTrue(json.currentToken() != null, "no events");
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        events.add(fields(json, ""));
      }
      assertEquals(JsonToken.END_OBJECT, json.nextToken());
      assertEquals(null, json.nextToken());
    }
    return events;
  }

  /** Of an object, those of the objects in it by {@code outer.inner}. */
  private static Map<String, String> fields(JsonParser json, String prefix) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = prefix + json.currentName();
      if (json.nextToken() == JsonToken.START_OBJECT) {
        fields.putAll(fields(json, name + "."));
      } else {
        fields.put(name, json.getText());
      }
    }
    return fields;
  }

  private static List<Map<String, String>> ofPhase(List<Map<String, String>> all, String phase) {
    return all.stream().filter(event -> phase.equals(event.get("ph"))).toList();
  }

  private static String track(Map<String, String> event) {
    return event.get("pid") + "/" + event.get("tid");
  }

  @Test
  void eachModuleHasACounterAndEachHolderATrack() throws IOException {
    List<Map<String, String>> events = events("-i", SEED, "-m", "vkms");
    List<String> names =
        ofPhase(events, "M").stream().map(event -> event.get("args.name")).toList();
    assertEquals(List.of("module vkms", "loader by modprobe-1687", "systemd-logind (545)"), names);
    assertEquals(
        List.of("1", "0", "1"),
        ofPhase(events, "C").stream().map(event -> event.get("args.use count")).toList());
    List<Map<String, String>> open = ofPhase(events, "B");
    assertEquals(1, open.size());
    assertEquals("drm_stub_open", open.get(0).get("name"));
    assertEquals("102168297.000", open.get(0).get("ts"));
    assertEquals("systemd-logind-545", open.get(0).get("args.get by"));
  }

  /** What overlaps on one track is drawn wrong, or not at all. */
  @ParameterizedTest
  @ValueSource(strings = {"5.10.0-32-amd64", "6.1.0-56-amd64", "6.12.95+deb12-amd64"})
  void nothingOverlapsOnATrackAndEachTrackHasAName(String kernel) throws IOException {
    List<Map<String, String>> events =
        events("-i", "src/test/resources/captures/" + kernel + "/trace-cmd/trace.dat.gz");
    Map<String, Double> ends = new HashMap<>();
    List<String> named = ofPhase(events, "M").stream().map(ReportPerfettoTest::track).toList();
    List<Map<String, String>> whole = ofPhase(events, "X");
    assertTrue(whole.size() > 50, whole.size() + "");
    for (Map<String, String> event : whole) {
      double from = Double.parseDouble(event.get("ts"));
      assertTrue(ends.getOrDefault(track(event), 0.0) <= from, event.toString());
      ends.put(track(event), from + Double.parseDouble(event.get("dur")) - 0.0005);
      assertTrue(named.contains(track(event)), event.toString());
    }
    for (Map<String, String> event : ofPhase(events, "B")) {
      assertTrue(ends.getOrDefault(track(event), 0.0) <= Double.parseDouble(event.get("ts")));
      ends.put(track(event), Double.MAX_VALUE);
    }
  }
}
