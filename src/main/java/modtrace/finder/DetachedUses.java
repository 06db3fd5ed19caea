package modtrace.finder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import modtrace.proc.BlockDevice;
import modtrace.proc.Descriptor;
import modtrace.proc.Devices;
import modtrace.proc.FileStat;
import modtrace.proc.Numbers;
import modtrace.proc.OddTextException;
import modtrace.proc.ProcTask;
import modtrace.sys.SmallFile;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;

/** What processes have on file systems that no mount table shows. */
final class DetachedUses {
  /** Types whose files show other device numbers than their superblock has. */
  private static final Set<String> OWN_NUMBERS = Set.of("btrfs", "overlay");

  /** A directory, program or open file of a process. */
  record Use(ProcTask process, String what, String type) {}

  private final Snapshot system;
  private final Set<String> types;
  private final Set<String> mounted;
  private final Map<String, List<Use>> byDevice = new LinkedHashMap<>();
  private final Map<String, String> typeOf = new HashMap<>();
  private final Set<String> unsure = new HashSet<>();
  private final Set<String> unseen = new HashSet<>();

  private DetachedUses(Snapshot system, Set<String> types) throws IOException {
    this.system = system;
    this.types = types;
    mounted =
        system.mounts().superblocks().stream().map(Superblock::device).collect(Collectors.toSet());
  }

  static DetachedUses read(Snapshot system, Set<String> types) throws IOException {
    var uses = new DetachedUses(system, types);
    for (ProcTask process : system.processes()) {
      if (!process.kernelThread() && !process.zombie()) {
        uses.process(process);
      }
    }
    for (Descriptor descriptor : system.descriptors().descriptors()) {
      uses.descriptor(descriptor);
    }
    int refused = system.descriptors().refused();
    if (refused > 0) {
      uses.unseen.add(system.refused("the files of #", refused, "process"));
    }
    return uses;
  }

  /** By "major:minor" of the file system. */
  Map<String, List<Use>> byDevice() {
    return byDevice;
  }

  /** Whether that is one superblock, and surely of the type. */
  boolean isSure(String device) {
    return !unsure.contains(device) && !OWN_NUMBERS.contains(device);
  }

  Set<String> unseen() {
    return unseen;
  }

  private void process(ProcTask process) throws IOException {
    Path folder = system.proc().resolve(Integer.toString(process.pid()));
    for (String name : new String[] {"cwd", "root", "exe"}) {
      Path link = folder.resolve(name);
      String device = device(link);
      if (device != null) {
        use(process, name, device, link);
      }
    }
    mappings(process, folder);
  }

  /**
   * Of the file system that a link leads to; null where the process has ended or lets nobody look.
   */
  private static @Nullable String device(Path link) {
    try {
      return Devices.majorMinor(FileStat.read(link).device());
    } catch (IOException e) {
      return null;
    }
  }

  private void descriptor(Descriptor descriptor) throws IOException {
    Path task =
        system
            .proc()
            .resolve(descriptor.process().pid() + "/task/" + descriptor.task())
            .resolve("fd/" + descriptor.fd());
    String device = Devices.majorMinor(descriptor.file().device());
    use(descriptor.process(), "fd " + descriptor.fd() + " " + descriptor.link(), device, task);
  }

  /** Files that are mapped and need not be open any more: {@code 55d0… r-xp 0 07:00 12 /a}. */
  private void mappings(ProcTask process, Path folder) throws IOException {
    String maps;
    try {
      maps = SmallFile.read(folder.resolve("maps"), ISO_8859_1);
    } catch (IOException e) {
      return; // it has ended, or may not be looked at
    }
    for (String line : maps.split("\n")) {
      String[] fields = line.split(" +", 6);
      if (fields.length < 6 || !fields[5].startsWith("/") || fields[3].equals("00:00")) {
        continue;
      }
      String device = decimal(fields[3]);
      String range = fields[0].replaceFirst("^0+(?=.)", "").replaceFirst("-0+(?=.)", "-");
      use(process, "mapping of " + fields[5], device, folder.resolve("map_files/" + range));
    }
  }

  /** From the hexadecimal {@code 07:1f} that maps has. */
  private static String decimal(String device) throws IOException {
    int colon = device.indexOf(':');
    String of = "the device of a mapping";
    if (colon < 0) {
      throw new OddTextException(of, device);
    }
    return Numbers.number(device.substring(0, colon), 16, of)
        + ":"
        + Numbers.number(device.substring(colon + 1), 16, of);
  }

  private void use(ProcTask process, String what, String device, Path file) throws IOException {
    if (mounted.contains(device)) {
      return;
    }
    String type = typeOf.get(device);
    if (type == null) {
      type = type(device, file);
      typeOf.put(device, type);
    }
    if (type.isEmpty() || isMounted(file)) {
      return;
    }
    String key = OWN_NUMBERS.contains(type) ? type : device;
    byDevice.computeIfAbsent(key, any -> new ArrayList<>()).add(new Use(process, what, type));
  }

  /** The type out of those asked for; empty for all others. */
  private String type(String device, Path file) throws IOException {
    String sysfs = inSysfs(device);
    if (sysfs != null) {
      return sysfs;
    }
    try {
      long magic = system.probe().magic(file.toString());
      FileSystems registered = system.fileSystems();
      boolean others =
          Magic.types(magic).stream()
              .anyMatch(type -> !types.contains(type) && registered.isRegistered(type));
      String type = Magic.types(magic).stream().filter(types::contains).findFirst().orElse("");
      if (others && !type.isEmpty()) {
        unsure.add(device);
      }
      return type;
    } catch (SyscallException e) {
      return "";
    }
  }

  private @Nullable String inSysfs(String device) throws IOException {
    BlockDevice block = system.blockDevices().byNumber(device);
    if (block == null) {
      return null;
    }
    for (String type : types) {
      if (Files.exists(system.sys().resolve("fs").resolve(type).resolve(block.name()))) {
        return type;
      }
    }
    return null;
  }

  private boolean isMounted(Path file) {
    try {
      long id = system.probe().mountId(file.toString());
      return id != 0 && system.mounts().hasMount(id);
    } catch (IOException e) {
      return true; // it has gone
    }
  }
}
