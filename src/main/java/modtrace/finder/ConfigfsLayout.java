package modtrace.finder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which directories below a subsystem of configfs somebody made, and which modules each of them
 * pins. The kernel tells neither.
 *
 * <p>mkdir takes one reference on the owner of the subsystem and one on the owner of what it makes
 * (configfs_mkdir in fs/configfs/dir.c). Directories that the kernel makes by itself inside take
 * none.
 */
final class ConfigfsLayout {
  private static final String FUNCTION = "a USB function";
  private static final String BACKEND = "a target backend";
  private static final String FABRIC = "a target fabric";

  /** The owner of each subsystem. */
  private static final Map<String, String> SUBSYSTEMS =
      Map.of(
          "usb_gadget", "libcomposite",
          "target", "target_core_mod",
          "nullb", "null_blk",
          "netconsole", "netconsole",
          "nvmet", "nvmet",
          "gpio-sim", "gpio_sim");

  private static final List<Rule> RULES =
      List.of(
          new Rule("usb_gadget/*", "", "libcomposite"),
          new Rule("usb_gadget/*/strings/*", "", "libcomposite"),
          new Rule("usb_gadget/*/configs/*", "", "libcomposite"),
          new Rule("usb_gadget/*/configs/*/strings/*", "", "libcomposite"),
          new Rule("usb_gadget/*/functions/*", "", FUNCTION),
          new Rule("usb_gadget/*/functions/mass_storage.*/lun.*", "lun\\.0", "usb_f_mass_storage"),
          new Rule("target/core/*", "alua", "target_core_mod"),
          new Rule("target/core/alua/lu_gps/*", "default_lu_gp", "target_core_mod"),
          new Rule("target/core/*_*/*", "", BACKEND),
          new Rule("target/core/*_*/*/alua/*", "default_tg_pt_gp", "target_core_mod"),
          new Rule("target/(?!core)*", "core", FABRIC),
          new Rule("target/(?!core/)*/*", "discovery_auth", FABRIC),
          new Rule("target/(?!core/)*/*/*", "param|fabric_statistics", FABRIC),
          new Rule("target/(?!core/)*/*/*/lun/*", "", FABRIC),
          new Rule("target/(?!core/)*/*/*/np/*", "", FABRIC),
          new Rule("target/(?!core/)*/*/*/acls/*", "", FABRIC),
          new Rule("target/(?!core/)*/*/*/acls/*/lun_*", "", FABRIC),
          new Rule("nullb/*", "", "null_blk"),
          new Rule("netconsole/*", "", "netconsole"),
          new Rule("nvmet/subsystems/*", "", "nvmet"),
          new Rule("nvmet/subsystems/*/namespaces/*", "", "nvmet"),
          new Rule("nvmet/hosts/*", "", "nvmet"),
          new Rule("nvmet/ports/*", "", "nvmet"),
          new Rule("nvmet/ports/*/ana_groups/*", "1", "nvmet"),
          new Rule("nvmet/ports/*/referrals/*", "", "nvmet"),
          new Rule("gpio-sim/*", "", "gpio_sim"),
          new Rule("gpio-sim/*/bank*", "", "gpio_sim"),
          new Rule("gpio-sim/*/bank*/line*", "", "gpio_sim"),
          new Rule("gpio-sim/*/bank*/line*/hog", "", "gpio_sim"));

  /** {@code usbfunc:} aliases of those that are not named usb_f_ and the function's name. */
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "ffs", "usb_f_fs",
          "gser", "usb_f_serial",
          "geth", "usb_f_ecm_subset",
          "Loopback", "usb_f_ss_lb",
          "SourceSink", "usb_f_ss_lb");

  /** Those that are modules of their own; ramdisks are part of the core. */
  private static final Map<String, String> BACKENDS =
      Map.of(
          "fileio", "target_core_file",
          "iblock", "target_core_iblock",
          "pscsi", "target_core_pscsi",
          "user", "target_core_user");

  private static final Map<String, String> FABRICS =
      Map.of(
          "iscsi", "iscsi_target_mod",
          "loopback", "tcm_loop",
          "vhost", "vhost_scsi",
          "qla2xxx", "tcm_qla2xxx",
          "srpt", "ib_srpt",
          "fc", "tcm_fc",
          "sbp", "sbp_target",
          "usb_gadget", "usb_f_tcm",
          "xen-pvscsi", "xen_scsiback");

  private ConfigfsLayout() {}

  /**
   * A sort of directory that is made by mkdir.
   *
   * @param except last parts of the path that the kernel makes by itself
   * @param owner of what is made
   */
  private record Rule(Pattern path, Pattern except, String owner) {
    Rule(String glob, String except, String owner) {
      this(
          Pattern.compile(glob.replace(".", "\\.").replace("*", "[^/]+")),
          Pattern.compile(except),
          owner);
    }

    boolean matches(String directory) {
      return path.matcher(directory).matches()
          && !except.matcher(directory.substring(directory.lastIndexOf('/') + 1)).matches();
    }
  }

  /** The module that registered a subsystem; null for one that is not known here. */
  static @Nullable String owner(String subsystem) {
    return SUBSYSTEMS.get(subsystem);
  }

  /** Whether the module has a subsystem, or something to be made in one. */
  static boolean isOwner(String module) {
    return SUBSYSTEMS.containsValue(module)
        || BACKENDS.containsValue(module)
        || FABRICS.containsValue(module)
        || module.startsWith("usb_f_");
  }

  /**
   * The modules that a directory pins, one reference each time that a module is named.
   *
   * @param directory below the mount point: {@code usb_gadget/g1/functions/acm.0}
   */
  static List<String> pinned(String directory) {
    String[] parts = directory.split("/");
    String subsystem = SUBSYSTEMS.get(parts[0]);
    for (Rule rule : RULES) {
      if (subsystem != null && rule.matches(directory)) {
        List<String> modules = new ArrayList<>(List.of(subsystem));
        modules.addAll(made(rule.owner(), parts));
        return modules;
      }
    }
    return List.of();
  }

  private static List<String> made(String owner, String[] parts) {
    String last = parts[parts.length - 1];
    return switch (owner) {
      case FUNCTION -> {
        // try_get_usb_function_instance takes another one
        String function = last.substring(0, Math.max(0, last.indexOf('.')));
        String module = FUNCTIONS.getOrDefault(function, "usb_f_" + function);
        yield List.of(module, module);
      }
      case BACKEND -> named(BACKENDS.get(backend(parts[2])));
      case FABRIC -> named(FABRICS.get(parts[1]));
      default ->
          parts.length == 3 && parts[1].equals("core") ? adapter(owner, last) : List.of(owner);
    };
  }

  /** core_alloc_hba takes one on the backend. */
  private static List<String> adapter(String core, String name) {
    List<String> modules = new ArrayList<>(List.of(core));
    modules.addAll(named(BACKENDS.get(backend(name))));
    return modules;
  }

  /** {@code fileio_0} is an adapter of fileio. */
  private static String backend(String adapter) {
    return adapter.substring(0, Math.max(0, adapter.lastIndexOf('_')));
  }

  private static List<String> named(@Nullable String module) {
    return module == null ? List.of() : List.of(module);
  }
}
