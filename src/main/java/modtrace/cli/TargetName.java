package modtrace.cli;

/** What to ask about: a module, or the path of a device node, which stays as it is. */
final class TargetName implements Word.Converter<String> {
  @Override
  public String of(String word) throws BadWord {
    boolean node = word.startsWith("/") && !ModuleName.isFile(word);
    return node ? word : new ModuleName().of(word);
  }
}
