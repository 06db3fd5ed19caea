package modtrace.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a verb takes on its command line, and what was given.
 *
 * <p>picocli hands on plain words: its own converters would be half of what it loads.
 */
abstract sealed class Word {
  private final ArgSpec arg;

  private Word(ArgSpec arg) {
    this.arg = arg;
  }

  ArgSpec arg() {
    return arg;
  }

  /** Makes what was given into what it stands for. */
  abstract void convert() throws BadWord;

  /** What a word stands for. */
  interface Converter<T> {
    T of(String word) throws BadWord;
  }

  /** An option without a value. */
  static final class Flag extends Word {
    private Flag(OptionSpec option) {
      super(option);
    }

    static Flag of(String description, String... names) {
      return new Flag(option(names).type(boolean.class).description(description).build());
    }

    @Override
    void convert() {
      // given or not: there is nothing else to it
    }

    boolean isGiven() {
      return Boolean.TRUE.equals(arg().getValue());
    }
  }

  /** An option with a value. */
  static final class Value<T> extends Word {
    private final Converter<T> converter;
    private @Nullable T value;

    private Value(OptionSpec.Builder option, Converter<T> converter) {
      super(option.type(String.class).build());
      this.converter = converter;
    }

    static <T> Value<T> of(
        Converter<T> converter, String label, String description, String... names) {
      return new Value<>(named(label, description, names), converter);
    }

    static Value<String> of(String label, String description, String... names) {
      return of(word -> word, label, description, names);
    }

    /** One of a few words. */
    static Value<String> oneOf(
        List<String> words, String label, String description, String... names) {
      return new Value<>(
          named(label, description, names).completionCandidates(words),
          word -> {
            if (!words.contains(word)) {
              throw new BadWord("'" + word + "' is none of " + String.join(", ", words));
            }
            return word;
          });
    }

    static Value<String> withDefault(
        String otherwise, String label, String description, String... names) {
      return new Value<>(named(label, description, names).defaultValue(otherwise), word -> word);
    }

    @Override
    void convert() throws BadWord {
      String word = arg().getValue();
      value = word == null ? null : converter.of(word);
    }

    /** Null where it is not given and has no default. */
    @Nullable T get() {
      return value;
    }

    T getOr(T otherwise) {
      return value == null ? otherwise : value;
    }
  }

  /** An option that may be given several times, or the words that are no option's. */
  static final class Values extends Word {
    private final Converter<String> converter;
    private final List<String> values = new ArrayList<>();

    private Values(ArgSpec arg, Converter<String> converter) {
      super(arg);
      this.converter = converter;
    }

    static Values of(
        Converter<String> converter, String label, String description, String... names) {
      OptionSpec.Builder option = named(label, description, names);
      return new Values(option.type(List.class).auxiliaryTypes(String.class).build(), converter);
    }

    static Values positional(PositionalParamSpec.Builder words, Converter<String> converter) {
      return new Values(
          words.index("0..*").type(List.class).auxiliaryTypes(String.class).build(), converter);
    }

    @Override
    void convert() throws BadWord {
      List<String> words = arg().getValue();
      values.clear();
      for (String word : words == null ? List.<String>of() : words) {
        values.add(converter.of(word));
      }
    }

    /** In the order of the command line. */
    List<String> get() {
      return List.copyOf(values);
    }
  }

  private static OptionSpec.Builder named(String label, String description, String... names) {
    return option(names).paramLabel(label).description(description);
  }

  private static OptionSpec.Builder option(String... names) {
    return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length));
  }
}
