package modtrace.cli;

import picocli.CommandLine.ITypeConverter;

/** What to ask about: a module, or the path of a device node, which stays as it is. */
final class TargetName implements ITypeConverter<String> {
  @Override
  public String convert(String word) {
    boolean node = word.startsWith("/") && !word.matches(".*\\.ko(\\.(gz|xz|zst))?");
    return node ? word : new ModuleName().convert(word);
  }
}
