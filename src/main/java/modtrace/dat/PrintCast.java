package modtrace.dat;

import java.util.Set;
import modtrace.dat.PrintTokens.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The type in a cast, and what trace-cmd makes of it: some types cut a number to their bytes, the
 * others leave it as it is.
 */
record PrintCast(long mask) {
  private static final Set<String> WORDS =
      Set.of("unsigned", "signed", "char", "short", "int", "long", "const", "struct", "enum");

  /** Types of the kernel's that do not end in {@code _t}. */
  private static final Set<String> NAMES =
      Set.of(
          "void", "bool", "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "__u8", "__u16",
          "__u32", "__u64", "__s8", "__s16", "__s32", "__s64");

  /**
   * Reads a type and the bracket after it; null, standing anywhere, where it is none.
   *
   * @param in after the opening bracket
   */
  static @Nullable PrintCast read(PrintTokens in) throws UnknownPrintException {
    String type = type(in);
    return type == null || !in.skip(")") ? null : new PrintCast(mask(type));
  }

  private static @Nullable String type(PrintTokens in) throws UnknownPrintException {
    var type = new StringBuilder();
    boolean tagged = false;
    while (in.kind() == Kind.NAME) {
      String word = in.word();
      boolean known = WORDS.contains(word) || NAMES.contains(word) || word.endsWith("_t");
      if (!known && !tagged) {
        return null;
      }
      tagged = word.equals("struct") || word.equals("enum");
      type.append(type.length() == 0 ? "" : " ").append(word);
      in.advance();
    }
    while (in.skip("*")) {
      type.append('*');
    }
    return type.length() == 0 ? null : type.toString();
  }

  private static long mask(String type) throws UnknownPrintException {
    return switch (type) {
      case "char", "unsigned char", "signed char", "u8", "s8" -> 0xFF;
      case "short", "unsigned short", "u16", "s16" -> 0xFFFF;
      case "int", "unsigned int", "unsigned", "u32", "s32" -> 0xFFFFFFFFL;
      case "signed", "short int", "unsigned short int" -> throw new UnknownPrintException();
      default -> -1;
    };
  }

  /** The size of the type here, of those that trace-cmd knows. */
  static long size(PrintTokens in) throws UnknownPrintException {
    String type = type(in);
    return switch (type == null ? "" : type) {
      case "u64", "s64", "long", "unsigned long" -> 8;
      case "int", "unsigned int", "u32", "s32" -> 4;
      default -> throw new UnknownPrintException();
    };
  }
}
