package modtrace.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a verb takes on its command line, and what was given. */
sealed interface Word {
  ArgSpec arg();

  /** An option without a value. */
  record Flag(OptionSpec arg) implements Word {
    static Flag of(String description, String... names) {
      return new Flag(option(names).type(boolean.class).description(description).build());
    }

    boolean isGiven() {
      return Boolean.TRUE.equals(arg.getValue());
    }
  }

  /** An option with a value. */
  record Value<T>(OptionSpec arg) implements Word {
    static Value<String> of(String label, String description, String... names) {
      return new Value<>(named(label, description, names).type(String.class).build());
    }

    static Value<String> withDefault(
        String otherwise, String label, String description, String... names) {
      return new Value<>(
          named(label, description, names).type(String.class).defaultValue(otherwise).build());
    }

    static <T> Value<T> of(
        Class<T> type,
        ITypeConverter<T> converter,
        String label,
        String description,
        String... names) {
      return new Value<>(named(label, description, names).type(type).converters(converter).build());
    }

    /** Null where it is not given and has no default. */
    @Nullable T get() {
      return arg.getValue();
    }

    T getOr(T otherwise) {
      T given = arg.getValue();
      return given == null ? otherwise : given;
    }
  }

  /** An option that may be given several times, or the words that are no option's. */
  record Values(ArgSpec arg) implements Word {
    static Values of(
        ITypeConverter<String> converter, String label, String description, String... names) {
      return new Values(
          named(label, description, names)
              .type(List.class)
              .auxiliaryTypes(String.class)
              .converters(converter)
              .build());
    }

    /** The words that are no option's: {@code arity} of them. */
    static Values positional(PositionalParamSpec.Builder words) {
      return new Values(words.type(List.class).auxiliaryTypes(String.class).build());
    }

    /** In the order of the command line. */
    List<String> get() {
      List<String> given = arg.getValue();
      return given == null ? List.of() : List.copyOf(given);
    }
  }

  private static OptionSpec.Builder named(String label, String description, String... names) {
    return option(names).paramLabel(label).description(description);
  }

  private static OptionSpec.Builder option(String... names) {
    return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length));
  }
}
