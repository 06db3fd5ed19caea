package modtrace.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a kernel says of its own structures: the type data of /sys/kernel/btf/vmlinux
 * (Documentation/bpf/btf.rst, include/uapi/linux/btf.h).
 */
public final class KernelTypes {
  private static final short MAGIC = (short) 0xeb9f;
  private static final int STRUCT = 4;

  private final ByteBuffer data;
  private final int types;
  private final int end;
  private final int names;

  private KernelTypes(ByteBuffer data) throws IOException {
    this.data = data;
    if (data.remaining() < 24 || data.getShort(0) != MAGIC) {
      throw new IOException("these are no type data");
    }
    long header = Integer.toUnsignedLong(data.getInt(4));
    types = place(header + Integer.toUnsignedLong(data.getInt(8)));
    end = place(types + Integer.toUnsignedLong(data.getInt(12)));
    names = place(header + Integer.toUnsignedLong(data.getInt(16)));
  }

  private int place(long offset) throws IOException {
    if (offset > data.limit()) {
      throw new IOException("type data that are cut off");
    }
    return (int) offset;
  }

  /** Reads those of the running kernel. */
  public static KernelTypes read(Path sys) throws IOException {
    return parse(Files.readAllBytes(sys.resolve("kernel/btf/vmlinux")));
  }

  static KernelTypes parse(byte[] data) throws IOException {
    return new KernelTypes(ByteBuffer.wrap(data).order(ByteOrder.nativeOrder()));
  }

  /** Whether a structure of that name has a member of that name. */
  public boolean hasMember(String structure, String member) throws IOException {
    int at = types;
    while (at < end) {
      place(at + 12L);
      int info = data.getInt(at + 4);
      int count = info & 0xffff;
      int kind = info >>> 24 & 0x1f;
      int next = place(at + 12L + more(kind, count));
      if (kind == STRUCT && isName(data.getInt(at), structure)) {
        for (int each = at + 12; each < next; each += 12) {
          if (isName(data.getInt(each), member)) {
            return true;
          }
        }
      }
      at = next;
    }
    return false;
  }

  /** How many bytes follow the twelve that each type has. */
  private static int more(int kind, int count) throws IOException {
    return switch (kind) {
      case 2, 7, 8, 9, 10, 11, 12, 16, 18 -> 0; // pointers, names, qualifiers, functions, floats
      case 1, 14, 17 -> 4; // integers, variables, tags
      case 3 -> 12; // arrays
      case 6, 13 -> 8 * count; // enumerations, prototypes
      case STRUCT, 5, 15, 19 -> 12 * count; // structures, unions, sections, wide enumerations
      default -> throw new IOException("type data of an unknown kind, " + kind);
    };
  }

  private boolean isName(int offset, String name) {
    byte[] wanted = (name + "\0").getBytes(US_ASCII);
    long start = names + Integer.toUnsignedLong(offset);
    if (start + wanted.length > data.limit()) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (data.get((int) start + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
