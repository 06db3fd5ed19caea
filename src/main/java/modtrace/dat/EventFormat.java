package modtrace.dat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of an event in its {@code format} file.
 *
 * @param id what {@code common_type} holds in each of its records
 * @param fields the common ones first
 * @param print the text after {@code print fmt:}, unparsed
 */
record EventFormat(String system, String name, int id, List<EventField> fields, String print) {
  private static final int LONGEST_FIELD = 1024;

  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*field(?: special)?:([^;]*);\\s*offset:(\\d{1,9})\\s*;\\s*size:(\\d{1,9})\\s*;(?:\\s*signed:(\\d)\\s*;)?.*");

  EventFormat {
    fields = List.copyOf(fields);
  }

  /**
   * Reads a format file.
   *
   * @return null when it lacks a name or an id
   */
  static @Nullable EventFormat parse(String system, String text) {
    String name = "";
    int id = -1;
    List<EventField> fields = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (name.isEmpty() && line.startsWith("name: ")) {
        name = line.substring("name: ".length()).strip();
      } else if (id < 0 && line.startsWith("ID: ")) {
        id = number(line.substring("ID: ".length()).strip());
      } else if (line.startsWith("print fmt: ")) {
        break;
      } else {
        EventField field = field(line);
        if (field != null) {
          fields.add(field);
        }
      }
    }
    int print = text.indexOf("\nprint fmt: ");
    String printed = print < 0 ? "" : text.substring(print + "\nprint fmt: ".length());
    return name.isEmpty() || id < 0 ? null : new EventFormat(system, name, id, fields, printed);
  }

  /** The fields of a header_page file, which has nothing else. */
  static List<EventField> fields(String text) {
    List<EventField> fields = new ArrayList<>();
    for (String line : text.split("\n")) {
      EventField field = field(line);
      if (field != null) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static @Nullable EventField field(String line) {
    if (line.length() > LONGEST_FIELD) {
      return null;
    }
    Matcher field = FIELD.matcher(line);
    if (!field.matches()) {
      return null;
    }
    String declared = field.group(1).strip();
    int end = endOfName(declared);
    int begin = beginOfName(declared, end);
    if (begin == end || " \t*]".indexOf(declared.charAt(begin - 1)) < 0) {
      return null;
    }
    String type = declared.substring(0, begin).strip();
    boolean inType = type.endsWith("]");
    return new EventField(
        declared.substring(begin, end),
        inType ? type.substring(0, Math.max(0, type.indexOf('['))).strip() : type,
        Integer.parseInt(field.group(2)),
        Integer.parseInt(field.group(3)),
        "1".equals(field.group(4)),
        inType || end < declared.length());
  }

  /** Where the brackets of arrays begin that end a declaration, or where it ends. */
  private static int endOfName(String declared) {
    int end = declared.length();
    while (end > 0 && declared.charAt(end - 1) == ']') {
      end = Math.max(0, declared.lastIndexOf('[', end - 1));
    }
    return end;
  }

  /** Where the name before that begins; just there, where there is none, nor a type before it. */
  private static int beginOfName(String declared, int end) {
    int begin = end;
    while (begin > 0 && isOfName(declared.charAt(begin - 1))) {
      begin--;
    }
    boolean named = begin > 0 && begin < end && !Character.isDigit(declared.charAt(begin));
    return named ? begin : end;
  }

  private static boolean isOfName(char c) {
    return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
  }

  private static int number(String digits) {
    return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
  }

  /** The field of that name; null where the event has none. */
  @Nullable EventField find(String wanted) {
    for (EventField field : fields) {
      if (field.name().equals(wanted)) {
        return field;
      }
    }
    return null;
  }
}
