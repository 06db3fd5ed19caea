package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DescriptorInfoTest {
  @Test
  void aDescriptorThatOnlyNamesAFileIsTold() throws IOException {
    assertTrue(DescriptorInfo.parse("pos:\t0\nflags:\t012000000\nmnt_id:\t20\n").isPathOnly());
    assertFalse(DescriptorInfo.parse("pos:\t0\nflags:\t02100002\nmnt_id:\t20\n").isPathOnly());
    assertFalse(DescriptorInfo.parse("").isPathOnly());
  }

  @Test
  void theFilesOfARingAreThoseOfItsOwnList() {
    String text =
        "flags:\t02000002\nSqMask:\t0x7\nUserFiles:\t2\n    0: card0\n    1: <none>\nUserBufs:\t1\n    0: 0x7f/4\n";
    assertEquals(List.of("card0"), DescriptorInfo.parse(text).ringFiles());
  }

  @Test
  void majorNumbersOfCharactersAndBlocksAreApart() {
    DeviceMajors majors =
        DeviceMajors.parse(
            """
            Character devices:
              1 mem
              4 /dev/vc/0
              4 tty
            202 cpu/msr

            Block devices:
              1 ramdisk
            253 nullb
            """);
    assertEquals("mem", majors.name(false, 1));
    assertEquals("ramdisk", majors.name(true, 1));
    assertEquals("/dev/vc/0", majors.name(false, 4));
  }

  @Test
  void anAliasOfADeviceGoesBeforeThatOfItsMajorNumber() {
    DeviceAliases aliases =
        DeviceAliases.parse(
            Stream.of(
                "alias char-major-10-200 tun",
                "alias char-major-10-* other",
                "alias fs-xfs xfs",
                "alias tty-ldisc-13 n_hdlc"));
    assertEquals("tun", aliases.device(false, 10, 200));
    assertEquals("other", aliases.device(false, 10, 1));
    assertEquals("n_hdlc", aliases.lineDiscipline(13));
    assertTrue(aliases.isLineDiscipline("n_hdlc"));
    assertFalse(aliases.isLineDiscipline("xfs"));
  }

  @Test
  void onlyMapsOfFilesAreRead() throws IOException {
    List<DeviceMaps.Mapping> maps =
        DeviceMaps.parse(
            """
            7f0c10000000-7f0c10021000 rw-p 00000000 00:00 0
            7f0c1a2b3000-7f0c1a2b4000 rw-s 100000000 00:05 152    /dev/dri/card0 (deleted)
            """);
    assertEquals(
        List.of(
            new DeviceMaps.Mapping(
                "7f0c1a2b3000-7f0c1a2b4000", "00:05", 152, "/dev/dri/card0 (deleted)")),
        maps);
  }
}
