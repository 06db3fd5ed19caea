package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.Fd;

/**
 * A text of many megabytes, in parts that several of them share, so that it is in memory once; each
 * char is a byte (ISO 8859-1).
 */
public final class LongText {
  private static final int CHUNK_BYTES = 1 << 16;

  private final List<String> parts;
  private final int length;

  private LongText(List<String> parts) {
    this.parts = List.copyOf(parts);
    length = parts.stream().mapToInt(String::length).sum();
  }

  /** One whose parts follow each other without anything between them. */
  public static LongText of(List<String> parts) {
    return new LongText(parts);
  }

  public static LongText of(String text) {
    return new LongText(List.of(text));
  }

  LongText with(String more) {
    List<String> longer = new ArrayList<>(parts);
    longer.add(more);
    return new LongText(longer);
  }

  int length() {
    return length;
  }

  /** How many chars both begin with. */
  int sameAs(LongText other) {
    int same = 0;
    int i = 0;
    while (i < parts.size() && i < other.parts.size() && isSame(i, other)) {
      same += parts.get(i).length();
      i++;
    }
    String rest = from(i);
    String theirs = other.from(i);
    int least = Math.min(rest.length(), theirs.length());
    int at = 0;
    while (at < least && rest.charAt(at) == theirs.charAt(at)) {
      at++;
    }
    return same + at;
  }

  private boolean isSame(int part, LongText other) {
    return parts.get(part).equals(other.parts.get(part));
  }

  /** The parts from one on. */
  private String from(int part) {
    return String.join("", parts.subList(part, parts.size()));
  }

  /** Writes it from a char on to the place in a file. */
  void write(Fd file, long at, int from) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    long place = at;
    int skip = from;
    for (String part : parts) {
      for (int i = Math.min(skip, part.length()); i < part.length(); i += CHUNK_BYTES) {
        String piece = part.substring(i, Math.min(part.length(), i + CHUNK_BYTES));
        file.writeAt(chunk.clear().put(piece.getBytes(ISO_8859_1)).flip(), place);
        place += piece.length();
      }
      skip -= Math.min(skip, part.length());
    }
  }

  @Override
  public String toString() {
    return from(0);
  }
}
