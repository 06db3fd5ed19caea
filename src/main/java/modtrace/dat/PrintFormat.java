package modtrace.dat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import modtrace.dat.PrintTokens.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What an event's format file has after {@code print fmt:}, {@code "comm=%s pid=%d", REC->comm,
 * REC->pid}, read once and applied to record after record. It prints what trace-cmd report 3.1.6
 * prints, or says that it does not know.
 */
final class PrintFormat implements PrintText {
  private final KernelNames names;

  /** Text as it is (String), and what stands for arguments (PrintConversion). */
  private final List<String> texts = new ArrayList<>();

  private final List<PrintConversion> conversions = new ArrayList<>();

  private PrintFormat(KernelNames names) {
    this.names = names;
  }

  /** Null where modtrace does not know what trace-cmd makes of it. */
  static @Nullable PrintFormat of(String print, EventFormat format, KernelNames names) {
    try {
      var in = new PrintTokens(print);
      String text = in.take(Kind.STRING);
      List<PrintArgument> arguments = new PrintParser(in, format, names).arguments();
      var read = new PrintFormat(names);
      read.split(text, new PrintDirectives(text, arguments));
      return read;
    } catch (UnknownPrintException e) {
      return null;
    }
  }

  private void split(String text, PrintDirectives directives) throws UnknownPrintException {
    var plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '%') {
        plain.append(c);
        at++;
      } else if (text.startsWith("%%", at)) {
        plain.append('%');
        at += 2;
      } else {
        texts.add(plain.toString());
        plain.setLength(0);
        conversions.add(directives.at(at + 1));
        at = directives.end();
      }
    }
    texts.add(plain.toString());
  }

  /** Appends the text of a record; throws, having appended something, where it does not know it. */
  @Override
  public void append(CpuEvents event, StringBuilder to) throws IOException, UnknownPrintException {
    for (int i = 0; i < conversions.size(); i++) {
      to.append(texts.get(i));
      conversions.get(i).append(event, names, to);
      if (to.length() > EventText.LONGEST) {
        throw new UnknownPrintException();
      }
    }
    to.append(texts.get(conversions.size()));
  }
}
