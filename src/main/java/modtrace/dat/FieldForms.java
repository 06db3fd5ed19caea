package modtrace.dat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import modtrace.dat.PrintTokens.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How single fields of an event are printed: {@code trace-cmd report -R} writes a field that is by
 * itself an argument of the print format, cast or not, as the format would, with a {@code 0x} that
 * stands before it: {@code flags=0x00080000}. It does so for events too whose print format as a
 * whole modtrace does not know.
 */
final class FieldForms {
  private static final int DEEPEST = 200;

  private record Form(String prefix, PrintConversion conversion) {}

  private final KernelNames names;
  private final IdentityHashMap<EventField, Form> forms = new IdentityHashMap<>();

  private FieldForms(KernelNames names) {
    this.names = names;
  }

  static FieldForms of(EventFormat format, KernelNames names) {
    var forms = new FieldForms(names);
    try {
      var in = new PrintTokens(format.print());
      String text = in.take(Kind.STRING);
      forms.read(text, arguments(in, format));
    } catch (UnknownPrintException e) {
      return new FieldForms(names); // a text that is no print format forms no field
    }
    return forms;
  }

  /** Whether the format told how to print the field; then it is appended. */
  boolean append(EventField field, CpuEvents event, StringBuilder to) throws IOException {
    Form form = forms.get(field);
    if (form == null) {
      return false;
    }
    int begin = to.length();
    try {
      to.append(form.prefix());
      form.conversion().append(event, names, to);
      return true;
    } catch (UnknownPrintException e) {
      to.setLength(begin);
      return false;
    }
  }

  /** Each argument as the field that it is; null where it is more or something else. */
  private static List<@Nullable EventField> arguments(PrintTokens in, EventFormat format)
      throws UnknownPrintException {
    List<@Nullable EventField> arguments = new ArrayList<>();
    while (in.skip(",")) {
      EventField field = field(in, format, 0);
      boolean alone = in.is(",") || in.kind() == Kind.END;
      arguments.add(alone ? field : null);
      toNextComma(in);
    }
    return arguments;
  }

  /** {@code REC->name}, in brackets and casts or not; null, standing inside of it, for others. */
  private static @Nullable EventField field(PrintTokens in, EventFormat format, int depth)
      throws UnknownPrintException {
    if (depth > DEEPEST) {
      throw new UnknownPrintException();
    }
    if (in.is("(")) {
      int mark = in.mark();
      in.advance();
      if (PrintCast.read(in) != null) {
        return field(in, format, depth + 1);
      }
      in.back(mark);
      in.advance();
      EventField inner = field(in, format, depth + 1);
      return inner != null && in.skip(")") ? inner : null;
    }
    if (in.kind() != Kind.NAME || !in.word().equals("REC")) {
      return null;
    }
    in.advance();
    return in.skip("->") && in.kind() == Kind.NAME ? format.find(in.take(Kind.NAME)) : null;
  }

  /** trace-cmd gives up at a function that it does not know, and then forms no field. */
  private static void toNextComma(PrintTokens in) throws UnknownPrintException {
    int depth = 0;
    boolean known = true;
    while (in.kind() != Kind.END && (depth > 0 || !in.is(","))) {
      if (in.is("(") && !known) {
        throw new UnknownPrintException();
      }
      depth += in.is("(") || in.is("{") ? 1 : in.is(")") || in.is("}") ? -1 : 0;
      known = in.kind() != Kind.NAME || in.word().startsWith("__") || in.word().equals("sizeof");
      in.advance();
    }
  }

  /** trace-cmd knows no format in which a conversion ends at a tab. */
  private void read(String text, List<@Nullable EventField> arguments)
      throws UnknownPrintException {
    int used = 0;
    int at = text.indexOf('%');
    while (at >= 0 && used < arguments.size()) {
      if (text.startsWith("%%", at)) {
        at = text.indexOf('%', at + 2);
        continue;
      }
      int letter = letter(text, at + 1);
      if (text.startsWith("\t", letter + 1)) {
        throw new UnknownPrintException();
      }
      int stars = (int) text.substring(at, letter).chars().filter(c -> c == '*').count();
      int argument = used + stars;
      EventField field = argument < arguments.size() ? arguments.get(argument) : null;
      if (field != null && stars == 0) {
        add(field, text, at);
      }
      used = argument + 1;
      at = text.indexOf('%', Math.min(letter + 1, text.length()));
    }
  }

  /** The place of the letter that a conversion ends with. */
  private static int letter(String text, int from) {
    int at = from;
    while (at < text.length() && "-+ #0123456789.*hlLzZ".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private void add(EventField field, String text, int percent) {
    String prefix = text.substring(0, percent).endsWith("0x") ? "0x" : "";
    try {
      var argument = List.of(PrintFields.argument(field, names));
      var conversion = new PrintDirectives(text, argument).at(percent + 1);
      forms.putIfAbsent(field, new Form(prefix, conversion));
    } catch (UnknownPrintException e) {
      forms.remove(field); // it is printed by its type
    }
  }
}
