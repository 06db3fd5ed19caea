package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code deps} and {@code list} say what kmod's own tools say, and more. */
@KernelTest
final class HousekeepingIT {
  @AfterEach
  void unload(Guest guest) {
    guest.run("pkill card-holder; sleep 0.5; modprobe -r vkms");
  }

  @Test
  void modulesAreThoseOfLsmodWithTheirHoldersCounted(Guest guest) {
    String pid = guest.run("modprobe vkms; hold card-holder /dev/dri/card0").ok().text();
    List<String> ours =
        guest.run("modtrace list modules | awk 'NR > 1 { print $1, $2, $3 }'").ok().lines();
    assertEquals(
        guest.run("lsmod | awk 'NR > 1 { print $1, $2, $3 }'").ok().lines(), ours, "as " + pid);
    assertEquals(
        "1 1 0 live",
        guest
            .run("modtrace list modules | awk '$1 == \"vkms\" { print $3, $4, $5, $6 }'")
            .ok()
            .text());
  }

  @Test
  void modulesAreLoadedInTheOrderOfModprobe(Guest guest) {
    for (String module : List.of("vkms", "fs-xfs", "nft_ct")) {
      List<String> theirs =
          guest.run("modprobe --show-depends " + module).ok().lines().stream()
              .flatMap(line -> Stream.of(line.replaceFirst(".*/", "").replaceFirst("\\.ko.*", "")))
              .toList();
      List<String> ours =
          guest
              .run(
                  "modtrace deps "
                      + module
                      + " --json | grep -o '\"load_order\".*\"needed_by\"' | grep -o '\"module\":\"[^\"]*'")
              .ok()
              .lines()
              .stream()
              .map(line -> line.replace("\"module\":\"", ""))
              .toList();
      assertEquals(theirs, ours.stream().map(name -> fileName(name, theirs)).toList());
    }
    assertTrue(guest.run("modtrace deps vkmz").status(3).stderr().contains("vkms"));
  }

  /** As the file is called, which may have dashes. */
  private static String fileName(String module, List<String> files) {
    return files.stream()
        .filter(file -> file.replace('-', '_').equals(module))
        .findFirst()
        .orElse(module);
  }

  @Test
  void eventsAndTracersAreTheKernels(Guest guest) {
    List<String> events = guest.run("modtrace list events ^module: | sort").ok().lines();
    assertEquals(
        guest.run("grep '^module:' /sys/kernel/tracing/available_events | sort").ok().lines(),
        events);
    List<String> tracers =
        guest.run("modtrace list tracers | sed 's/ (current)//' | sort").ok().lines();
    assertEquals(
        guest
            .run("tr ' ' '\\n' </sys/kernel/tracing/available_tracers | grep . | sort")
            .ok()
            .lines(),
        tracers);
  }
}
