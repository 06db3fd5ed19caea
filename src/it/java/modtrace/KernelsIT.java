package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import modtrace.lab.Guest;
import modtrace.lab.KernelLab;
import modtrace.lab.OnceMore;
import modtrace.lab.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What matters most, on other kernels than the one of all the other tests; src/it/sh/lab/matrix
 * runs those there too.
 */
@ExtendWith(OnceMore.class)
@ParameterizedClass(name = "Linux {0}")
@ValueSource(strings = {"5.10", "6.12", "newest"})
final class KernelsIT {
  private static final String HISTOGRAM =
      "/sys/kernel/tracing/instances/modtrace/events/module/module_get/hist";

  /** A module that another one needs, and that one: a get, and its put. */
  private static final String LOAD = "modprobe bridge && modprobe -r bridge";

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static @Nullable Guest guest;

  /** Another one where the last was lost. */
  KernelsIT(String series) throws IOException {
    if (guest != null && !guest.isUp()) {
      boot(series);
    }
  }

  @BeforeParameterizedClassInvocation
  static void boot(String series) throws IOException {
    guest = KernelLab.boot("KernelsIT-" + series, "", series);
  }

  @AfterParameterizedClassInvocation
  static void shutDown() throws IOException {
    guest().close();
  }

  private static Guest guest() {
    return Objects.requireNonNull(guest);
  }

  @AfterEach
  void cleanUp() {
    guest().run("modtrace reset; pkill card-holder; sleep 0.5; modprobe -r vkms; rm -f /tmp/it.*");
  }

  private static String holdCard() {
    return guest().run("modprobe vkms; hold card-holder /dev/dri/card0").ok().text();
  }

  @Test
  void theRunningSystemNamesTheHolderAndWhatReleasesIt() {
    String pid = holdCard();
    List<String> held = guest().run("modtrace who-holds vkms").ok().lines();
    assertEquals("vkms: use count 1 = 1 by a process", held.get(0));
    assertTrue(
        held.get(2).matches("card-holder +" + pid + " +1  fd \\d+ /dev/dri/card0; .*"),
        held.toString());
    Result plan = guest().run("modtrace can-unload vkms").status(1);
    assertTrue(plan.lines().get(1).matches(" +kill " + pid + " +# .*"), plan.toString());
    guest().run("kill " + pid + "; while [ -e /proc/" + pid + " ]; do sleep 0.1; done").ok();
    guest().run("modtrace can-unload -q vkms && modprobe -r vkms").ok();
  }

  @Test
  void theRecorderTellsWhoTookIt() {
    String started = guest().run("modtrace start").ok().stdout();
    boolean counts = guest().run("[ -e " + HISTOGRAM + " ]").status() == 0;
    assertEquals(counts, started.contains(", and counted"), started);
    String pid = holdCard();
    Result held = guest().run("modtrace who-holds vkms").ok();
    assertEquals("vkms: 1 reference, 1 explained", held.lines().get(0), held.toString());
    assertTrue(
        held.lines()
            .get(2)
            .matches("card-holder +" + pid + " +1 +1 +0 +\\d+\\.\\d{6}  drm_stub_open: .*"),
        held.toString());
    assertEquals("recorder removed, with all that it knew", reset());
  }

  private static String reset() {
    return guest().run("modtrace reset").ok().text();
  }

  @Test
  void aRecordingIsReadAsTraceCmdReadsIt() {
    guest().run("modtrace record -e module -o /tmp/it.dat -- sh -c '" + LOAD + "'").ok();
    assertReadAlike();
  }

  /**
   * With no event of a hot path: turning one on under software emulation ended 7.3 once with an
   * int3 in ttwu_do_activate, half patched.
   */
  @Test
  void aRecordingOfTraceCmdIsReadAsTraceCmdReadsIt() {
    guest()
        .run(
            "trace-cmd record -q -e module -e sched:sched_process_exec -o /tmp/it.dat sh -c '"
                + LOAD
                + "'")
        .ok();
    assertReadAlike();
  }

  private static void assertReadAlike() {
    guest()
        .run(
            "trace-cmd report -i /tmp/it.dat >/tmp/it.theirs 2>/dev/null"
                + " && modtrace report -i /tmp/it.dat >/tmp/it.ours")
        .ok();
    guest().run("grep -q ' module_get: *stp call_site=' /tmp/it.theirs").ok();
    assertEquals("", guest().run("diff /tmp/it.theirs /tmp/it.ours | head -20").ok().text());
  }

  @Test
  void theDoctorFindsAllButWhatTheKernelLacks() {
    boolean counts = guest().run("modtrace start; [ -e " + HISTOGRAM + " ]").status() == 0;
    Result told = guest().run("modtrace doctor").status(counts ? 0 : 1);
    String release = guest().run("uname -r").ok().text();
    assertTrue(told.stdout().contains("Linux " + release + " "), told.toString());
    assertEquals(!counts, told.stdout().matches("(?s).*\nlimited +histograms .*"), told.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nft-limit",
        "tun-open",
      })
  void eachReferenceHasItsTrueHolder(String scenario) {
    guest().run(LIMIT, "scenario " + scenario).ok();
  }
}
