package modtrace.cli;

import java.util.List;
import modtrace.render.Printable;

/**
 * A module as users name it ({@code snd-dummy}, {@code ./vkms.ko.xz}), turned into the kernel's
 * name.
 */
final class ModuleName implements Word.Converter<String> {
  /** Longest name the kernel takes: MODULE_NAME_LEN less the NUL (include/linux/moduleparam.h). */
  private static final int LONGEST = 55;

  /** How the file of a module ends (depmod(8)). */
  private static final List<String> ENDS = List.of(".ko", ".ko.gz", ".ko.xz", ".ko.zst");

  /** Of a word that is no name, so that the complaint stays one line. */
  private static final int SHOWN = 80;

  @Override
  public String of(String word) throws BadWord {
    String name = withoutFile(word).replace('-', '_');
    if (word.startsWith("/dev/")) {
      throw new BadWord("'" + shown(word) + "' is a device; give the name of its module");
    }
    if (name.length() > LONGEST || !isName(name)) {
      throw new BadWord("'" + shown(word) + "' cannot be the name of a module");
    }
    return name;
  }

  /** Whether it names the file of a module. */
  static boolean isFile(String word) {
    return !withoutFile(word).equals(word);
  }

  /** The name in the path of a file; the word itself where it is none. */
  private static String withoutFile(String word) {
    String file = word.substring(word.lastIndexOf('/') + 1);
    for (String end : ENDS) {
      if (file.endsWith(end) && file.length() > end.length()) {
        return file.substring(0, file.length() - end.length());
      }
    }
    return word;
  }

  /** No module is called by dots alone: {@code ..} names a folder. */
  private static boolean isName(String name) {
    boolean any = false;
    for (int i = 0; i < name.length(); i++) { // no pattern: every start would wait for it
      char c = name.charAt(i);
      if (c >= 128 || !(Character.isLetterOrDigit(c) || "_.+".indexOf(c) >= 0)) {
        return false;
      }
      any |= c != '.';
    }
    return any;
  }

  private static String shown(String word) {
    return Printable.text(word.length() > SHOWN ? word.substring(0, SHOWN) + "..." : word);
  }
}
