package modtrace.finder;

/**
 * A module that an open of a device holds.
 *
 * @param each references that each open takes
 * @param once references that all opens of the device have together: the last to close gives them
 *     back
 * @param sure whether the kernel tells that it is this module
 * @param why how that is known, for people
 */
record DeviceOwner(String module, int each, int once, boolean sure, String why) {
  static DeviceOwner of(String module, int each, String why) {
    return new DeviceOwner(module, each, 0, true, why);
  }

  static DeviceOwner of(String module, int each, int once, String why) {
    return new DeviceOwner(module, each, once, true, why);
  }

  DeviceOwner perhaps() {
    return new DeviceOwner(module, each, once, false, why);
  }
}
