package modtrace.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modtrace.render.Printable;

/**
 * A module as users name it ({@code snd-dummy}, {@code ./vkms.ko.xz}), turned into the kernel's
 * name.
 */
final class ModuleName implements Word.Converter<String> {
  /** Longest name the kernel takes: MODULE_NAME_LEN less the NUL (include/linux/moduleparam.h). */
  private static final int LONGEST = 55;

  private static final Pattern FILE = Pattern.compile("(?:.*/)?([^/]+)\\.ko(?:\\.(?:gz|xz|zst))?");

  /** No file of a module is called by dots alone: {@code ..} names a folder. */
  private static final Pattern NAME = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.+]+");

  /** Of a word that is no name, so that the complaint stays one line. */
  private static final int SHOWN = 80;

  @Override
  public String of(String word) throws BadWord {
    Matcher file = FILE.matcher(word);
    String name = (file.matches() ? file.group(1) : word).replace('-', '_');
    if (word.startsWith("/dev/")) {
      throw new BadWord("'" + shown(word) + "' is a device; give the name of its module");
    }
    if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
      throw new BadWord("'" + shown(word) + "' cannot be the name of a module");
    }
    return name;
  }

  private static String shown(String word) {
    return Printable.text(word.length() > SHOWN ? word.substring(0, SHOWN) + "..." : word);
  }
}
