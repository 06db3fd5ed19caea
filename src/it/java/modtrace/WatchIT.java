package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code who-holds -f} as somebody at a terminal sees it. */
@KernelTest
final class WatchIT {
  private static final String TERMINAL = "export LANG=C.UTF-8 TERM=xterm; w='-t w';\n";

  @AfterEach
  void cleanUp(Guest guest) {
    guest.run("tmux kill-server; pkill card-holder; sleep 0.5; modprobe -r vkms; rm -f /tmp/pid");
  }

  /** In a terminal of that size, until its screen has that text. */
  private static void begin(Guest guest, String command, String size, String text) {
    guest
        .run(
            TERMINAL
                + "tmux -f /dev/null new-session -d "
                + size
                + " -s w 'bash --norc'; tmux send-keys $w \"PS1='$ '; clear; "
                + command
                + "\" Enter\n"
                + until(text))
        .ok();
  }

  private static String until(String text) {
    return "for i in $(seq 200); do tmux capture-pane -p $w | grep -q '"
        + text
        + "' && exit 0; sleep 0.3; done; tmux capture-pane -p $w; exit 1";
  }

  private static List<String> screen(Guest guest, String text) {
    guest.run(TERMINAL + until(text)).ok();
    return guest.run(TERMINAL + "tmux capture-pane -p $w").ok().lines();
  }

  @Test
  void oneScreenIsDrawnAgainAndTheAccountStays(Guest guest) {
    begin(guest, "modtrace who-holds -f vkms", "-x 80 -y 24", "vkms  not loaded");
    String pid = guest.run("modprobe vkms; hold card-holder /dev/dri/card0").ok().text();
    List<String> lines = screen(guest, "get   vkms  card-holder-" + pid);
    assertTrue(lines.get(0).matches("modtrace  \\d+ s  \\d events?  \\d\\.\\d/s  0 lost +q ends"));
    assertEquals(80, lines.get(0).length());
    assertTrue(lines.get(1).matches("vkms  use count 1.*[▁▂]"), lines.toString());
    screen(guest, "^  card-holder *" + pid + " *1 ");

    guest.run(TERMINAL + "tmux resize-window $w -x 50 -y 8").ok();
    List<String> small = screen(guest, "^modtrace .\\{34\\} q ends$");
    assertTrue(small.stream().allMatch(line -> line.length() <= 50), small.toString());

    guest.run(TERMINAL + "tmux resize-window $w -x 80 -y 24; tmux send-keys $w q").ok();
    List<String> account = screen(guest, "Then modprobe -r vkms works.");
    assertTrue(account.contains("vkms: 1 reference, 1 explained"), account.toString());
    assertFalse(account.toString().contains("q ends"), account.toString());
    guest.run(TERMINAL + "tmux send-keys $w 'stty -a | grep -o \" echo \\| icanon \"' Enter").ok();
    screen(guest, "^ echo");
    assertEquals("", guest.run("ls /sys/kernel/tracing/instances").ok().text());
  }

  @Test
  void controlCEndsItToo(Guest guest) {
    begin(guest, "modtrace who-holds -f loop", "-x 40 -y 10", "loop  ");
    guest.run(TERMINAL + "tmux send-keys $w C-c").ok();
    screen(guest, "modtrace: traced ");
    assertEquals("", guest.run("sleep 3; ls /sys/kernel/tracing/instances").ok().text());
  }

  /** Stopped, the terminal is the shell's again; it goes on as if nothing had been. */
  @Test
  void controlZGivesTheTerminalBackUntilItGoesOn(Guest guest) {
    begin(guest, "modtrace who-holds -f vkms", "-x 80 -y 24", "vkms  not loaded");
    guest.run(TERMINAL + "tmux send-keys $w C-z").ok();
    List<String> shell = screen(guest, "Stopped");
    assertFalse(shell.toString().contains("q ends"), shell.toString());
    guest.run(TERMINAL + "tmux send-keys $w 'stty -a | grep -o \" echo \"' Enter").ok();
    screen(guest, "^ echo");
    guest.run("modprobe vkms").ok();
    guest.run(TERMINAL + "tmux send-keys $w fg Enter").ok();
    screen(guest, "vkms  use count 0");
    screen(guest, "load  vkms  modprobe");
    guest.run(TERMINAL + "tmux send-keys $w q").ok();
    screen(guest, "vkms: 0 references, nobody holds it");
  }

  /** The window is closed: nobody reads the account, but the kernel is left as it was. */
  @Test
  void aTerminalThatGoesAwayLeavesNothing(Guest guest) {
    begin(guest, "modtrace who-holds -f loop", "-x 80 -y 24", "loop  ");
    guest.run(TERMINAL + "tmux kill-session -t w").ok();
    assertEquals(
        "", guest.run("sleep 3; ls /sys/kernel/tracing/instances; pgrep -f who-holds").text());
  }

  /** The kernel itself stops the trace of one that is killed, and the next run takes it away. */
  @Test
  void killedItTracesNoMoreAndTheNextRunCleansUp(Guest guest) {
    begin(guest, "modtrace who-holds -f loop", "-x 80 -y 24", "loop  ");
    guest.run("pkill -9 -f 'who-holds -f'; sleep 1").ok();
    assertEquals("0", guest.run("cat /sys/kernel/tracing/instances/modtrace-*/tracing_on").text());
    guest.run("modtrace who-holds loop --for 100ms");
    assertEquals("", guest.run("ls /sys/kernel/tracing/instances").ok().text());
  }

  @Test
  void aDumbTerminalGetsLines(Guest guest) {
    begin(guest, "TERM=dumb modtrace who-holds -f vkms", "-x 80 -y 24", "tracing vkms until ^C: ");
    guest.run("modprobe vkms").ok();
    List<String> lines = screen(guest, "load  vkms  modprobe");
    assertFalse(lines.toString().contains("q ends"), lines.toString());
    guest.run(TERMINAL + "tmux send-keys $w C-c").ok();
    screen(guest, "vkms: 0 references, nobody holds it");
  }
}
