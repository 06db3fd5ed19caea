package modtrace.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What arms the recorder when the machine starts, before the modules of interest are loaded. */
final class BootStart {
  private static final String UNIT = "modtrace-recorder.service";
  private static final String DIRECTORY = "etc/systemd/system";

  /** Where a unit is wanted from: systemd's sysinit.target (systemd.special(7)). */
  private static final String WANTED = "sysinit.target.wants";

  /**
   * What the kernel itself starts since Linux 6.12, by its command line
   * (Documentation/admin-guide/kernel-parameters.txt, trace_instance).
   */
  private static final String KERNEL_LINE =
      "trace_instance=modtrace,module:module_load,module:module_free,module:module_get,module:module_put";

  private final Invocation invocation;
  private final Out out;

  BootStart(Invocation invocation, Out out) {
    this.invocation = invocation;
    this.out = out;
  }

  /**
   * Prints the unit and the kernel's line, or installs the unit.
   *
   * @param arguments of {@code modtrace start}, each with a blank before it
   */
  void tell(String arguments, boolean install) throws IOException {
    String unit = unit(arguments);
    if (install) {
      install(unit);
    } else {
      out.line("# /" + DIRECTORY + "/" + UNIT + " (modtrace start --boot --write installs it)");
      out.line(unit.stripTrailing());
    }
    out.line("");
    out.line(
        "# Linux 6.12 and later can begin even before the first module, by this on the kernel's");
    out.line("# command line (GRUB_CMDLINE_LINUX); modtrace start takes over what it began:");
    out.line("# " + KERNEL_LINE);
  }

  private String unit(String arguments) {
    return """
        [Unit]
        Description=Record who takes and gives back references to kernel modules
        DefaultDependencies=no
        After=systemd-remount-fs.service sys-kernel-tracing.mount
        Before=systemd-modules-load.service systemd-udev-trigger.service sysinit.target shutdown.target
        Conflicts=shutdown.target

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        ExecStart=%s start%s

        [Install]
        WantedBy=sysinit.target
        """
        .formatted(word(program()), arguments);
  }

  /** As one word of a command line (systemd.service(5), COMMAND LINES). */
  private static String word(String text) {
    return text.matches("[A-Za-z0-9_./@:+-]+")
        ? text
        : '"'
            + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%").replace("$", "$$")
            + '"';
  }

  /** The launcher that runs us; by its plain name where it is not known. */
  private static String program() {
    String home = System.getProperty("modtrace.home");
    return home == null ? "/usr/bin/modtrace" : home + "/bin/modtrace";
  }

  private void install(String unit) throws IOException {
    Path directory = invocation.root().resolve(DIRECTORY);
    Path file = directory.resolve(UNIT);
    if (!Files.isDirectory(directory)) {
      throw new Failure(
          ExitCode.CANNOT_TELL,
          "cannot install " + UNIT + ": there is no /" + DIRECTORY + " (no systemd here?)");
    }
    try {
      Files.writeString(file, unit, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      if (!Files.readString(file).equals(unit)) {
        throw new Failure(
            ExitCode.CANNOT_TELL,
            "/" + DIRECTORY + "/" + UNIT + " is there with other content (remove it first)",
            e);
      }
    } catch (AccessDeniedException e) {
      throw new Failure(
          ExitCode.CANNOT_TELL, "cannot install " + UNIT + ": run as root: sudo modtrace", e);
    }
    Path wants = Files.createDirectories(directory.resolve(WANTED)).resolve(UNIT);
    if (!Files.isSymbolicLink(wants)) {
      Files.createSymbolicLink(wants, Path.of("/" + DIRECTORY + "/" + UNIT));
    }
    out.line("installed and enabled /" + DIRECTORY + "/" + UNIT);
  }
}
