package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigfsLayoutTest {
  @ParameterizedTest
  @CsvSource({
    "usb_gadget/g1, libcomposite libcomposite",
    "usb_gadget/g1/configs/c.1/strings/0x409, libcomposite libcomposite",
    "usb_gadget/g1/functions/acm.0, libcomposite usb_f_acm usb_f_acm",
    "usb_gadget/g1/functions/ffs.adb, libcomposite usb_f_fs usb_f_fs",
    "usb_gadget/g1/functions/mass_storage.0/lun.1, libcomposite usb_f_mass_storage",
    "target/core/fileio_0, target_core_mod target_core_mod target_core_file",
    "target/core/rd_mcp_0, target_core_mod target_core_mod",
    "target/core/fileio_0/x, target_core_mod target_core_file",
    "target/core/rd_mcp_0/d, target_core_mod",
    "target/core/fileio_0/x/alua/tg, target_core_mod target_core_mod",
    "target/core/alua/lu_gps/g, target_core_mod target_core_mod",
    "target/iscsi, target_core_mod iscsi_target_mod",
    "target/loopback/naa.6001405000000001/tpgt_1, target_core_mod tcm_loop",
    "target/iscsi/iqn.2001-01.com.a:b/tpgt_1/lun/lun_0, target_core_mod iscsi_target_mod",
    "nullb/a, null_blk null_blk",
    "nvmet/ports/1/referrals/2, nvmet nvmet",
    "gpio-sim/d/bank0, gpio_sim gpio_sim",
  })
  void whatSomebodyMadePins(String directory, String modules) {
    assertEquals(List.of(modules.split(" ")), ConfigfsLayout.pinned(directory));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usb_gadget",
        "usb_gadget/g1/functions",
        "usb_gadget/g1/os_desc",
        "usb_gadget/g1/functions/mass_storage.0/lun.0",
        "target/core",
        "target/core/alua",
        "target/core/alua/lu_gps",
        "target/core/alua/lu_gps/default_lu_gp",
        "target/core/fileio_0/x/statistics",
        "target/core/fileio_0/x/alua/default_tg_pt_gp",
        "target/iscsi/discovery_auth",
        "target/iscsi/iqn.2001-01.com.a:b/fabric_statistics",
        "target/iscsi/iqn.2001-01.com.a:b/tpgt_1/acls",
        "target/iscsi/iqn.2001-01.com.a:b/tpgt_1/acls/iqn.2001-01.com.c:d/auth",
        "nvmet/subsystems",
        "nvmet/subsystems/s/namespaces",
        "nvmet/ports/1/ana_groups/1",
      })
  void whatTheKernelMadePinsNothing(String directory) {
    assertEquals(List.of(), ConfigfsLayout.pinned(directory));
  }

  @Test
  void anUnknownSubsystemTellsNothing() {
    assertEquals(List.of(), ConfigfsLayout.pinned("cluster/mine"));
  }
}
