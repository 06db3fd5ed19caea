package modtrace.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.Fd;
import modtrace.sys.Probe;

/**
 * The tables of mapped devices, by ioctl of /dev/mapper/control (include/uapi/linux/dm-ioctl.h).
 */
public final class DeviceMapper {
  /** _IOWR(0xfd, 12, struct dm_ioctl). */
  private static final long DM_TABLE_STATUS = 0xc138fd0cL;

  private static final int HEADER_BYTES = 312;
  private static final int DATA_SIZE = 12;
  private static final int DATA_START = 16;
  private static final int TARGET_COUNT = 20;
  private static final int FLAGS = 28;
  private static final int DEV = 40;
  private static final int DM_STATUS_TABLE_FLAG = 1 << 4;
  private static final int DM_BUFFER_FULL_FLAG = 1 << 8;
  private static final int DM_QUERY_INACTIVE_TABLE_FLAG = 1 << 12;

  /** struct dm_target_spec: start and length (u64), status (s32), next (u32), type (char[16]). */
  private static final int SPEC_BYTES = 40;

  private static final int NEXT = 20;
  private static final int TYPE = 24;
  private static final int TYPE_BYTES = 16;
  private static final int MOST_BYTES = 1 << 24;

  private DeviceMapper() {}

  /**
   * One line of a table.
   *
   * @param type such as {@code linear}
   * @param words what follows: of a raid its level first, of a mirror its log
   */
  public record Target(String type, List<String> words) {
    public Target {
      words = List.copyOf(words);
    }

    /** The first word; empty where there is none. */
    public String variant() {
      return words.isEmpty() ? "" : words.get(0);
    }

    /** What else each target uses, as the kernel asks for it: {@code dm-round-robin}. */
    public List<String> parts() {
      return switch (type) {
        case "multipath" -> PathSelectors.of(words).stream().map(name -> "dm-" + name).toList();
        case "mirror" -> List.of("dm-log-" + variant());
        case "cache" -> List.of("dm-cache-" + policy());
        default -> List.of();
      };
    }

    /** After three devices, the size of a block and a counted list of features. */
    private String policy() {
      int features = PathSelectors.number(words, 4);
      return 5 + features < words.size() ? words.get(5 + features) : "";
    }
  }

  /**
   * The targets of a device's table.
   *
   * @param number "major:minor"
   * @param inactive of the table that is loaded but not in use yet
   */
  public static List<Target> targets(Probe probe, Fd control, String number, boolean inactive)
      throws IOException {
    for (int size = 1 << 14; ; size *= 4) {
      byte[] bytes = new byte[size];
      ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      header.putInt(0, 4); // the version of the interface: 4.0.0
      header.putInt(DATA_SIZE, size).putInt(DATA_START, HEADER_BYTES);
      header.putInt(FLAGS, DM_STATUS_TABLE_FLAG | (inactive ? DM_QUERY_INACTIVE_TABLE_FLAG : 0));
      header.putLong(DEV, encoded(number));
      probe.ioctl(control, DM_TABLE_STATUS, bytes);
      if ((header.getInt(FLAGS) & DM_BUFFER_FULL_FLAG) == 0 || size >= MOST_BYTES) {
        return parse(bytes);
      }
    }
  }

  /** As huge_encode_dev of include/linux/kdev_t.h. */
  static long encoded(String number) throws OddTextException {
    int[] pair = Numbers.pair(number, "a device's number");
    long major = pair[0];
    long minor = pair[1];
    return (minor & 0xff) | (major << 8) | ((minor & ~0xffL) << 12);
  }

  static List<Target> parse(byte[] bytes) {
    ByteBuffer answer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    List<Target> targets = new ArrayList<>();
    int start = answer.getInt(DATA_START);
    int count = answer.getInt(TARGET_COUNT);
    long at = start;
    for (int i = 0; i < count && at >= 0 && at + SPEC_BYTES <= bytes.length; i++) {
      String type = new String(bytes, (int) at + TYPE, TYPE_BYTES, US_ASCII);
      targets.add(new Target(type.substring(0, (type + '\0').indexOf('\0')), words(bytes, at)));
      long next = start + Integer.toUnsignedLong(answer.getInt((int) at + NEXT));
      at = next >= at + SPEC_BYTES ? next : bytes.length; // each lies behind the one before it
    }
    return List.copyOf(targets);
  }

  private static List<String> words(byte[] bytes, long spec) {
    int from = (int) spec + SPEC_BYTES;
    int to = from;
    while (to < bytes.length && bytes[to] != 0) {
      to++;
    }
    String words = new String(bytes, from, to - from, US_ASCII).strip();
    return words.isEmpty() ? List.of() : List.of(words.split(" +"));
  }
}
