package modtrace.finder;

import java.util.List;
import modtrace.proc.SysDevice;

/**
 * Input event nodes: an open holds the handler that made the node, whose name tells which it is
 * (drivers/input); the driver of the input device is not held.
 */
final class InputRule implements DeviceRule {
  @Override
  public List<DeviceOwner> owners(DeviceNode node) {
    SysDevice device = node.device();
    String name = device == null ? "" : device.name();
    String handler =
        switch (name.replaceAll("\\d+$", "")) {
          case "event" -> "evdev";
          case "js" -> "joydev";
          case "mouse", "mice" -> "mousedev";
          default -> "";
        };
    return handler.isEmpty()
        ? List.of()
        : List.of(DeviceOwner.of(handler, 1, name + " is a node of the input handler " + handler));
  }
}
