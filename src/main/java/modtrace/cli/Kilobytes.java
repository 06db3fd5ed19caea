package modtrace.cli;

/** The size of a ring buffer, in KB. */
final class Kilobytes implements Word.Converter<Integer> {
  @Override
  public Integer of(String word) throws BadWord {
    if (!word.matches("0*[1-9][0-9]{0,8}")) {
      throw new BadWord("'" + word + "' is no size of a buffer in KB (such as 512)");
    }
    return Integer.valueOf(word);
  }
}
