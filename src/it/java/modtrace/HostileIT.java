package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What any user of the machine can choose, names and links, and what root's modtrace does with it.
 */
@KernelTest
final class HostileIT {
  /** Characters that a terminal obeys, or that turn around what is read. */
  private static final Pattern OBEYED =
      Pattern.compile(
          "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  @BeforeEach
  void load(Guest guest) {
    guest.run("modprobe vkms").ok();
  }

  @AfterEach
  void unload(Guest guest) {
    guest.run("pkill -f evil-names; modtrace reset; sleep 1; rm -rf /tmp/it.*; modprobe -r vkms");
  }

  @Test
  void namesAreTextWhateverIsInThem(Guest guest) {
    List<String> pids =
        guest
            .run(
                "modtrace start >/dev/null; evil-names /dev/dri/card0 >/tmp/it.pids & until [ -s /tmp/it.pids ]; do sleep 0.1; done; cat /tmp/it.pids")
            .ok()
            .lines();
    for (String question :
        List.of(
            "modtrace who-holds vkms",
            "modtrace who-holds vkms --tree",
            "modtrace who-holds vkms --json",
            "modtrace can-unload vkms",
            "modtrace show",
            "modtrace record --from-recorder -o /tmp/it.dat && modtrace report -i /tmp/it.dat | tee /tmp/it.txt",
            "modtrace who-holds vkms -i /tmp/it.dat",
            "modtrace who-holds vkms -i /tmp/it.txt")) {
      Result told = guest.run(question);
      assertTrue(told.status() <= 1 && told.stdout().contains("<script>x"), told.toString());
      assertTrue(!OBEYED.matcher(told.stdout() + told.stderr()).find(), told.toString());
    }
    String count = "vkms: use count " + pids.size() + " = " + pids.size() + " by processes\n";
    Result held = guest.run("modtrace reset >/dev/null; modtrace who-holds vkms");
    assertTrue(held.stdout().startsWith(count), held.toString());
    assertEquals(
        new TreeSet<>(pids),
        new TreeSet<>(guest.run("modtrace who-holds vkms --pids").ok().lines()));
    guest.run("modtrace who-holds vkms --pids | xargs kill; sleep 1; modprobe -r vkms").ok();
  }

  @Test
  void aPlantedLinkIsNotFollowed(Guest guest) {
    guest
        .run(
            "echo mine >/tmp/it.target; ln -s /tmp/it.target /tmp/it.link; ln -s /tmp/it.none /tmp/it.hanging")
        .ok();
    for (String option :
        List.of("-o /tmp/it.link", "-o /tmp/it.hanging", "--force -o /tmp/it.link")) {
      Result refused = guest.run("modtrace record " + option + " -- true").status(3);
      assertTrue(refused.stderr().contains("is a symbolic link"), refused.toString());
    }
    assertEquals("mine", guest.run("cat /tmp/it.target; ls /tmp/it.none 2>/dev/null").text());
  }

  /** Of what strace sees made, removed, written or opened to be written, all is told by -v. */
  @Test
  void onlyFilesThatAreToldAreTouched(Guest guest) {
    for (String verb :
        List.of(
            "record -o /tmp/it.dat -v -- true",
            "who-holds vkms --for 1s -v",
            "start -v",
            "record --from-recorder -o /tmp/it.ring -v",
            "clear --top -v",
            "reset -v")) {
      Result touched =
          guest.run(
              "strace -f -qq -s 300 -e trace=%file,ftruncate -o /tmp/it.calls modtrace "
                  + verb
                  + " >/tmp/it.told 2>&1; [ $? -le 1 ] && [ -s /tmp/it.calls ] || exit\n"
                  + "grep -v ' = -1 ' /tmp/it.calls | grep -E 'O_WRONLY|O_RDWR|O_CREAT|O_TRUNC| (mkdir|rmdir|rename|unlink|symlink|link|mount|umount|chmod|chown|fchown|truncate)(at)?2?\\(' |"
                  + " grep -oE '\"/[^\"]*\"' | tr -d '\"' | sort -u | grep -vxE '/dev/(null|tty)|/proc/self/coredump_filter' |\n"
                  + " tee /tmp/it.touched | while read -r file; do grep -qF \"$file\" /tmp/it.told || echo \"$file\"; done\n"
                  + "[ -s /tmp/it.touched ]");
      assertEquals("", touched.ok().stdout(), verb);
    }
  }
}
