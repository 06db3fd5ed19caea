package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import modtrace.Console.Step;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the documents say is what happens, typed in as it stands there by one shell. */
@KernelTest
final class DocumentsIT {
  private static final String MARK = "-- next --";
  private static final Path TOP = Path.of("").toAbsolutePath();
  private static final Path README = Path.of("README.md");

  /** Modules in the recipes that no machine without their devices has, and others for them. */
  private static final String STAND_INS =
      "s/nvidia_uvm/loop/; s/nvidia_drm/tun/; s/nvidia_modeset/fuse/; s/nvidia\\|amdgpu\\|my_module\\|my_driver/vkms/g; s/\\<xfs\\>/ext4/";

  @AfterEach
  void unload(Guest guest) {
    guest.run("modtrace reset; pkill card-holder; pkill sleep; sleep 1; modprobe -r vkms").ok();
  }

  @Test
  void theGuide(Guest guest) throws IOException {
    assertEquals("", different(guest, Path.of("src/docs/guide.md"), 30));
  }

  /** There, somebody holds vkms from the beginning. */
  @Test
  void theReadme(Guest guest) throws IOException {
    guest.run("modprobe vkms && hold card-holder /dev/dri/card0").ok();
    assertEquals("", different(guest, README, 12));
  }

  /** Types in all commands of a document; returns those that print something else than it says. */
  private static String different(Guest guest, Path document, int least) throws IOException {
    List<Step> steps = Console.of(document);
    assertTrue(steps.size() >= least, steps.size() + " commands");
    var script = new StringBuilder("exec 2>&1; cd ").append(TOP);
    for (Step step : steps) {
      script.append("\necho '").append(MARK).append("'\n").append(step.script());
    }
    String all = guest.run(Duration.ofMinutes(5), script.append('\n').toString()).stdout();
    String[] printed = all.split(MARK + "\n", -1);
    assertEquals(steps.size(), printed.length - 1, all);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).expected().matcher(Step.plain(printed[i + 1])).matches()) {
        wrong.add("$ " + steps.get(i).command() + "\n" + printed[i + 1]);
      }
    }
    return String.join("\n", wrong);
  }

  /** Those without a transcript are answered: none of them is refused, or fails. */
  @Test
  void theReadmesRecipes(Guest guest) throws IOException {
    List<String> recipes =
        Console.recipes(README).stream().filter(line -> !line.startsWith("mvn ")).toList();
    assertTrue(recipes.size() >= 10, recipes.toString());
    guest
        .run(
            """
            modprobe -a loop tun fuse ext4; mkdir -p /tmp/recipes; cd /tmp/recipes
            modtrace record -- sh -c 'modprobe vkms; hold card-holder /dev/dri/card0'
            printf '#!/bin/sh\nmodprobe -r vkms; modprobe vkms\n' >run-my-test; chmod +x run-my-test
            """)
        .ok();
    for (String recipe : recipes) {
      Result answered =
          guest.run(
              "cd /tmp/recipes; export PATH=$PATH:. ; run=$(sed '"
                  + STAND_INS
                  + "; s/sudo //g' <<'EOF'\n"
                  + recipe
                  + "\nEOF\n)\neval \"$run\"");
      assertTrue(answered.status() <= 1, answered.toString());
      assertTrue(!answered.stderr().contains("modtrace: cannot"), answered.toString());
    }
  }
}
