package modtrace.cli;

/** A kernel release, which names a folder below /lib/modules. */
final class ReleaseName implements Word.Converter<String> {
  @Override
  public String of(String word) throws BadWord {
    if (!word.matches("[A-Za-z0-9_.+~:@-]+") || word.equals(".") || word.equals("..")) {
      throw new BadWord("'" + word + "' is no kernel release (such as 6.1.0-56-amd64)");
    }
    return word;
  }
}
