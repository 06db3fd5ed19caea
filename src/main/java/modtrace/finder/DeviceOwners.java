package modtrace.finder;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modtrace.proc.Descriptor;
import modtrace.proc.DeviceAliases;
import modtrace.proc.DeviceMajors;
import modtrace.proc.Devices;
import modtrace.proc.LoadedModules;
import org.jspecify.annotations.Nullable;

/**
 * Which modules an open of a device holds, and how often. Each device is looked up once; nothing is
 * opened for it.
 */
final class DeviceOwners {
  private final Snapshot system;
  private final Map<String, DeviceRule> rules = new HashMap<>();
  private final DeviceAliases aliases;
  private final DeviceRule blocks;
  private final DeviceRule registered;
  private final Map<Long, List<DeviceOwner>> characters = new HashMap<>();
  private final Map<Long, List<DeviceOwner>> disks = new HashMap<>();

  private DeviceOwners(Snapshot system, DeviceAliases aliases, DeviceMajors majors)
      throws IOException {
    this.system = system;
    LoadedModules modules = system.loadedModules();
    this.aliases = aliases;
    blocks = new BlockRule(system);
    registered = new RegisteredRule(modules, majors);
    DeviceRule drm = new DrmRule(system, modules);
    rules.putAll(SubsystemRule.ALL);
    rules.putAll(NamedDriverRule.ALL);
    rules.putAll(
        Map.of(
            "misc", new MiscRule(system, modules, aliases),
            "drm", drm,
            "accel", drm,
            "graphics", new FramebufferRule(modules),
            "sound", new SoundRule(),
            "input", new InputRule(),
            "tty", new TtyRule(modules)));
  }

  static DeviceOwners of(Snapshot system) throws IOException {
    return new DeviceOwners(
        system, new DeviceAliases(system.aliases()), DeviceMajors.read(system.proc()));
  }

  DeviceAliases aliases() {
    return aliases;
  }

  /** Of a device that somebody has open; none for what is no device. */
  List<DeviceOwner> of(Descriptor descriptor) throws IOException {
    boolean device = descriptor.isCharacterDevice() || descriptor.isBlockDevice();
    return device
        ? of(descriptor.isBlockDevice(), descriptor.file().number(), descriptor)
        : List.of();
  }

  /** Of a device by its number. */
  List<DeviceOwner> of(boolean block, long number, @Nullable Descriptor opened) throws IOException {
    Map<Long, List<DeviceOwner>> known = block ? disks : characters;
    List<DeviceOwner> owners = known.get(number);
    if (owners == null) {
      owners = look(DeviceNode.of(block, number, opened, system));
      known.put(number, owners);
    }
    return owners;
  }

  /** Whether an open of some device that is there would hold this module. */
  boolean own(String module) throws IOException {
    for (boolean block : new boolean[] {false, true}) {
      for (long number : Devices.listed(system.sys(), block)) {
        if (of(block, number, null).stream().anyMatch(owner -> owner.module().equals(module))) {
          return true;
        }
      }
    }
    return false;
  }

  private List<DeviceOwner> look(DeviceNode node) throws IOException {
    if (node.block()) {
      return blocks.owners(node);
    }
    return rules.getOrDefault(node.subsystem(), registered).owners(node);
  }

  /** Evidence that the module drives a device. */
  static String driven(DeviceNode node, String module) {
    return "device " + node.majorMinor() + " is driven by " + module;
  }
}
