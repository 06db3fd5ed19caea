package modtrace.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a verb takes on its command line, and what was given.
 *
 * <p>picocli hands on plain words: its own converters would be half of what it loads. It is told of
 * a word only where it has to read one: most of the time to start would be picocli's.
 */
abstract sealed class Word {
  private @Nullable ArgSpec arg;

  private Word() {}

  /** The word as picocli knows it. */
  final ArgSpec arg() {
    if (arg == null) {
      arg = describe();
    }
    return arg;
  }

  /** What picocli read; null where it found nothing, or was not asked. */
  final @Nullable Object read() {
    return arg == null ? null : arg.getValue();
  }

  abstract ArgSpec describe();

  /** Makes what was given into what it stands for. */
  abstract void convert() throws BadWord;

  /** What a word stands for. */
  interface Converter<T> {
    T of(String word) throws BadWord;
  }

  /** An option without a value. */
  static final class Flag extends Word {
    private final String description;
    private final String[] names;

    private Flag(String description, String... names) {
      this.description = description;
      this.names = names;
    }

    static Flag of(String description, String... names) {
      return new Flag(description, names);
    }

    @Override
    ArgSpec describe() {
      return option(names).type(boolean.class).description(description).build();
    }

    @Override
    void convert() {
      // given or not: there is nothing else to it
    }

    boolean isGiven() {
      return Boolean.TRUE.equals(read());
    }
  }

  /** An option with a value. */
  static final class Value<T> extends Word {
    private final Converter<T> converter;
    private final Supplier<OptionSpec.Builder> option;
    private final @Nullable String otherwise;
    private @Nullable T value;

    private Value(
        Converter<T> converter, @Nullable String otherwise, Supplier<OptionSpec.Builder> option) {
      this.converter = converter;
      this.otherwise = otherwise;
      this.option = option;
    }

    static <T> Value<T> of(
        Converter<T> converter, String label, String description, String... names) {
      return new Value<>(converter, null, () -> named(label, description, names));
    }

    static Value<String> of(String label, String description, String... names) {
      return of(word -> word, label, description, names);
    }

    /** One of a few words. */
    static Value<String> oneOf(
        List<String> words, String label, String description, String... names) {
      return new Value<>(
          word -> {
            if (!words.contains(word)) {
              throw new BadWord("'" + word + "' is none of " + String.join(", ", words));
            }
            return word;
          },
          null,
          () -> named(label, description, names).completionCandidates(words));
    }

    static Value<String> withDefault(
        String otherwise, String label, String description, String... names) {
      return new Value<>(
          word -> word, otherwise, () -> named(label, description, names).defaultValue(otherwise));
    }

    @Override
    ArgSpec describe() {
      return option.get().type(String.class).build();
    }

    @Override
    void convert() throws BadWord {
      String word = read() instanceof String read ? read : otherwise;
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
    private final Supplier<ArgSpec> described;
    private final boolean positional;
    private final List<String> values = new ArrayList<>();
    private List<String> taken = List.of();

    private Values(Converter<String> converter, boolean positional, Supplier<ArgSpec> described) {
      this.converter = converter;
      this.positional = positional;
      this.described = described;
    }

    static Values of(
        Converter<String> converter, String label, String description, String... names) {
      return new Values(
          converter,
          false,
          () ->
              named(label, description, names)
                  .type(List.class)
                  .auxiliaryTypes(String.class)
                  .build());
    }

    static Values positional(
        Supplier<PositionalParamSpec.Builder> words, Converter<String> converter) {
      return new Values(
          converter,
          true,
          () -> words.get().index("0..*").type(List.class).auxiliaryTypes(String.class).build());
    }

    /** Whether these are the words that are no option's. */
    boolean isPositional() {
      return positional;
    }

    /** Takes words that picocli need not read. */
    void take(List<String> words) {
      taken = words;
    }

    @Override
    ArgSpec describe() {
      return described.get();
    }

    @Override
    void convert() throws BadWord {
      values.clear();
      for (Object word : read() instanceof List<?> read ? read : taken) {
        values.add(converter.of((String) word));
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
