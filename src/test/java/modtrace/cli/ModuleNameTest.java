package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModuleNameTest {
  @ParameterizedTest
  @CsvSource({
    "vkms, vkms",
    "snd-hda-intel, snd_hda_intel",
    "./vkms.ko, vkms",
    "/lib/modules/6.1.0/kernel/drivers/gpu/drm/drm-kms-helper.ko.xz, drm_kms_helper",
    "a.ko.gz, a",
    "b.ko.zst, b",
    "a.ko.ko, a.ko",
    "x.kov, x.kov",
    "8021q, 8021q",
  })
  void takesWhatUsersCallIt(String word, String name) throws BadWord {
    assertEquals(name, new ModuleName().of(word));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "a/b",
        "/lib/.ko",
        ".ko/x",
        "a b",
        "a*",
        "vkms\n",
        "vkms\u0000",
        "/dev/dri/card0",
        "vkm\u017f",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      })
  void refusesWhatNoModuleIsCalled(String word) {
    assertThrows(BadWord.class, () -> new ModuleName().of(word));
  }

  @ParameterizedTest
  @CsvSource({
    "/dev/loop0, /dev/loop0",
    "/lib/x/vkms.ko.xz, vkms",
    "snd-dummy, snd_dummy",
  })
  void aTargetMayBeADeviceNodeToo(String word, String target) throws BadWord {
    assertEquals(target, new TargetName().of(word));
  }
}
