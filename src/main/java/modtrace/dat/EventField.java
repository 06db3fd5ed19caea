package modtrace.dat;

/**
 * A field of an event, as the event's format file describes it: {@code field:char comm[16];
 * offset:8; size:16; signed:0;}.
 *
 * @param type its C type without the array, such as {@code __data_loc char}
 * @param offset from the record's first byte
 * @param size in bytes; 0 for an array that takes the rest of the record
 * @param array whether it is one, in place or elsewhere in the record
 */
record EventField(String name, String type, int offset, int size, boolean signed, boolean array) {
  /** Whether the field only says where in the record its bytes are: {@code len << 16 | offset}. */
  boolean isDynamic() {
    return type.startsWith("__data_loc") || isRelative();
  }

  /** A dynamic field whose offset counts from the field's own end. */
  boolean isRelative() {
    return type.startsWith("__rel_loc");
  }

  boolean isPointer() {
    return !array && type.contains("*");
  }

  /** An array of char, whose bytes are text. */
  boolean isString() {
    return array && (type.contains("char") || type.contains("u8") || type.contains("s8"));
  }

  boolean isLong() {
    return type.contains("long") || type.contains("size_t") || type.contains("gfp_t");
  }

  /** Bytes of one element of an array, by its type; 0 where the name does not tell. */
  int elementSize() {
    String[] words = type.split(" ");
    return switch (words[words.length - 1]) {
      case "char", "u8", "s8", "__u8", "__s8", "uint8_t", "bool", "_Bool" -> 1;
      case "short", "u16", "s16", "__u16", "__s16", "__be16", "__le16", "uint16_t" -> 2;
      case "int", "unsigned", "u32", "s32", "__u32", "__s32", "__be32", "__le32", "uint32_t" -> 4;
      case "u64", "s64", "__u64", "__s64", "uint64_t" -> 8;
      default -> 0;
    };
  }
}
