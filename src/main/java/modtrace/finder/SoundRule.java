package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import modtrace.proc.SysDevice;

/**
 * ALSA nodes: an open holds snd by its major number, the part of ALSA that serves the node, and the
 * driver of the card (sound/core/sound.c and the open of each part).
 */
final class SoundRule implements DeviceRule {
  private static final int ALSA = 116;

  @Override
  public List<DeviceOwner> owners(DeviceNode node) throws IOException {
    SysDevice device = node.device();
    if (device == null || node.major() != ALSA) {
      return List.of();
    }
    String part = part(device.name());
    List<DeviceOwner> owners = new ArrayList<>();
    String why = device.name() + " is a node of ALSA";
    owners.add(DeviceOwner.of("snd", part.equals("snd") ? 2 : 1, why));
    if (!part.equals("snd") && !part.isEmpty()) {
      owners.add(DeviceOwner.of(part, 1, why));
    }
    String driver = device.driver();
    if (driver != null) {
      owners.add(
          DeviceOwner.of(
              driver, 1, device.name() + " belongs to a sound card that " + driver + " drives"));
    }
    return owners;
  }

  private static String part(String name) {
    return switch (name.replaceAll("[CD]?\\d.*", "")) {
      case "pcm" -> "snd_pcm";
      case "control" -> "snd";
      case "timer" -> "snd_timer";
      case "seq" -> "snd_seq";
      case "hw" -> "snd_hwdep";
      case "midi", "ump" -> "snd_rawmidi";
      case "compr" -> "snd_compress";
      default -> "";
    };
  }
}
