package modtrace.finder;

import java.io.IOException;
import modtrace.proc.Descriptor;
import modtrace.proc.Devices;
import modtrace.proc.SysDevice;
import org.jspecify.annotations.Nullable;

/**
 * A device that somebody has open or mapped.
 *
 * @param number as stat(2) gives it
 * @param device what sysfs shows of it; null where it shows nothing
 * @param opened one descriptor of it; null where it is only mapped
 */
record DeviceNode(
    boolean block, long number, @Nullable SysDevice device, @Nullable Descriptor opened) {
  static DeviceNode of(boolean block, long number, @Nullable Descriptor opened, Snapshot system)
      throws IOException {
    String words = Devices.major(number) + ":" + Devices.minor(number);
    return new DeviceNode(block, number, SysDevice.read(system.sys(), block, words), opened);
  }

  int major() {
    return Devices.major(number);
  }

  int minor() {
    return Devices.minor(number);
  }

  String majorMinor() {
    return major() + ":" + minor();
  }

  String subsystem() {
    return device == null ? "" : device.subsystem();
  }
}
