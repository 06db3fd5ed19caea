package modtrace.finder;

import java.io.IOException;
import java.util.List;

/** Which modules an open of a device holds, for one sort of device. */
@FunctionalInterface
interface DeviceRule {
  /** All of them; modules that are built in may be among them. */
  List<DeviceOwner> owners(DeviceNode node) throws IOException;
}
