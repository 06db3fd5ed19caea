package modtrace.cli;

import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a shell offers in the place of an argument.
 *
 * @param kind what it is called in the scripts of src/main/completion; empty for an argument that
 *     takes no value
 * @param words all that it can be; empty where they are not known beforehand
 */
record Filling(String kind, List<String> words) {
  static final String WORDS = "words";
  static final String COMMAND = "command";
  static final String NOTHING = "nothing";

  /**
   * Of an argument of a verb.
   *
   * @throws IllegalStateException for a label that nobody has thought of
   */
  static Filling of(CommandSpec verb, ArgSpec arg) {
    if (arg.completionCandidates() != null) {
      return new Filling(
          WORDS, StreamSupport.stream(arg.completionCandidates().spliterator(), false).toList());
    }
    if (arg.isOption() && arg.arity().max() == 0) {
      return new Filling("", List.of());
    }
    String kind =
        switch (arg.paramLabel()) {
          case "FILE" -> "files";
          case "DIR" -> "folders";
          case "MODULE" -> verb.name().equals("deps") ? "installed" : "modules";
          case "RELEASE" -> "kernels";
          case "EVENT" -> "events";
          case "TRACER" -> "tracers";
          case "COMMAND" -> COMMAND;
          case "DURATION", "KB", "FILTER" -> NOTHING;
          default -> throw new IllegalStateException("what completes " + arg.paramLabel() + "?");
        };
    return new Filling(kind, List.of());
  }

  /** Of the words that are no option's; {@link #NOTHING} where a verb takes none. */
  static Filling ofWords(CommandSpec verb) {
    List<PositionalParamSpec> words = verb.positionalParameters();
    return words.isEmpty() ? new Filling(NOTHING, List.of()) : of(verb, words.get(0));
  }
}
