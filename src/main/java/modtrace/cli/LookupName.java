package modtrace.cli;

/** What modprobe may be asked for: a module, its file, or an alias such as {@code fs-xfs}. */
final class LookupName implements Word.Converter<String> {
  /** Longer than the modalias of any device. */
  private static final int LONGEST = 4096;

  @Override
  public String of(String word) throws BadWord {
    if (word.matches(".*\\.ko(\\.(gz|xz|zst))?")) {
      return new ModuleName().of(word);
    }
    boolean bad = word.isEmpty() || word.length() > LONGEST || word.indexOf('/') >= 0;
    if (bad || !word.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new BadWord("'" + word + "' cannot be the name or an alias of a module");
    }
    return word;
  }
}
