package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import modtrace.sys.Kernel;
import modtrace.sys.LinuxKernel;
import modtrace.sys.ToldKernel;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** From the words of a command line to an exit code. */
public final class Cli {
  private static final int HELP_WIDTH = 100;

  /** The verbs that take a command of its own, after {@code --}. */
  static final Set<String> TAKING_COMMANDS = Set.of("who-holds", "record");

  private static final Set<String> LOOKING = Set.of("who-holds", "can-unload", "list");

  private final Streams streams;
  private final Supplier<Kernel> kernel;
  private final Path root;
  private final Map<String, String> environment;

  /** 1 with {@code -v}, 2 with {@code -vv}. */
  private int verbosity;

  /** For tests: with another kernel, and another place for /proc and /sys. */
  public Cli(Streams streams, Supplier<Kernel> kernel, Path root, Map<String, String> environment) {
    this.streams = streams;
    this.kernel = kernel;
    this.root = root;
    this.environment = Map.copyOf(environment);
  }

  /** Whether these words seem to ask the running system, for what the kernel alone can tell. */
  public static boolean looksAtTheSystem(String... words) {
    for (String word : words) { // no stream: nothing else of the start waits longer
      if (word.startsWith("-i") || word.contains("help")) {
        return false;
      }
    }
    return words.length > 1 && LOOKING.contains(words[0]);
  }

  /** On this machine. */
  public static Cli ofProcess() {
    return new Cli(Streams.ofProcess(), LinuxKernel::new, Path.of("/"), System.getenv());
  }

  /** Runs one command. */
  public int run(String... words) {
    var talk = new Talk(streams.err(), false, false);
    int end = endOfOptions(words);
    if (end >= 0 && end == words.length - 1) {
      talk.error("no command after --: give one, or leave -- out");
      return ExitCode.USAGE;
    }
    List<String> command = end < 0 ? List.of() : List.of(words).subList(end + 1, words.length);
    var invocation = new Invocation(streams, this::told, root, environment, command);
    String[] own = end < 0 ? words : Arrays.copyOf(words, end);
    try {
      return run(invocation, talk, own);
    } catch (IOException e) {
      return failure(e, talk);
    } catch (Out.BrokenPipe e) {
      return ExitCode.BROKEN_PIPE;
    } catch (OutOfMemoryError e) {
      talk.error(
          "more tasks or open files than fit into memory: ask about fewer modules or a part of the trace, or give it more (MODTRACE_JAVA_OPTIONS=-Xmx1g)");
      return ExitCode.CANNOT_TELL;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return failure(e, talk); // Java itself would exit with 1: nobody holds it
    }
  }

  /** The kernel; with {@code -v} each file that is told something, with -vv each that is asked. */
  private Kernel told() {
    if (verbosity == 0) {
      return kernel.get();
    }
    var talk = new Talk(streams.err(), false, true);
    return new ToldKernel(kernel.get(), talk::detail, verbosity > 1 ? talk::detail : look -> {});
  }

  private int run(Invocation invocation, Talk talk, String[] words) throws IOException {
    if (words.length == 1 && (words[0].equals("--version") || words[0].equals("-V"))) {
      var out = new Out(streams.out()); // picocli would take half of the time to say it
      out.line(Version.words());
      out.flush();
      return ExitCode.OK;
    }
    byte[] help = HelpText.askedFor(words);
    if (help != null) {
      streams.out().write(help);
      return ExitCode.OK;
    }
    Verb plain = words.length == 0 ? null : Verbs.of(words[0], invocation);
    if (plain != null && plain.takesPlain(List.of(words).subList(1, words.length))) {
      return runPlain(plain, talk);
    }
    return run(commandLine(invocation, words), talk, words);
  }

  private int runPlain(Verb verb, Talk talk) {
    try {
      return run(verb);
    } catch (ParameterException e) {
      return usage(e, talk);
    }
  }

  /** All verbs and their words, for the manual pages and the completion that the build makes. */
  CommandLine model() {
    return commandLine(
        new Invocation(streams, kernel, root, environment, List.of()), new String[0]);
  }

  private int run(CommandLine line, Talk talk, String[] words) {
    try {
      ParseResult parsed = line.parseArgs(words);
      if (CommandLine.printHelpIfRequested(parsed)) {
        return ExitCode.OK;
      }
      ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
      verbosity = Verb.verbosity(last);
      return run((Verb) last.commandSpec().userObject());
    } catch (ParameterException e) {
      return usage(e, talk);
    }
  }

  private int run(Verb verb) {
    try {
      return verb.run();
    } catch (ParameterException | Out.BrokenPipe e) {
      throw e;
    } catch (Exception e) {
      return failure(e, new Talk(streams.err(), false, verbosity > 0));
    }
  }

  /** Where {@code --} stands before a command to be traced; -1 without one. */
  private static int endOfOptions(String[] words) {
    boolean takes = words.length > 0 && TAKING_COMMANDS.contains(words[0]);
    return takes ? Arrays.asList(words).indexOf("--") : -1;
  }

  private CommandLine commandLine(Invocation invocation, String[] words) {
    System.setProperty("picocli.converters.excludes", ".*"); // they take a fifth of the start
    CommandLine line = new ModtraceCommand().verb().line();
    addVerbs(line, invocation, words);
    line.setOut(new PrintWriter(streams.out(), true, UTF_8));
    line.setUsageHelpWidth(HELP_WIDTH);
    return line;
  }

  /**
   * Only the verb that is asked for, where one is: describing the others would double the time to
   * start.
   */
  private static void addVerbs(CommandLine line, Invocation invocation, String[] words) {
    boolean known = words.length > 0 && Verbs.NAMES.contains(words[0]);
    for (String name : known ? List.of(words[0]) : Verbs.NAMES) {
      line.addSubcommand(name, Objects.requireNonNull(Verbs.of(name, invocation)).line());
    }
  }

  private static int usage(ParameterException e, Talk talk) {
    String verb = e.getCommandLine().getCommandSpec().name();
    boolean top = verb.equals("modtrace");
    if (top && e instanceof UnmatchedArgumentException unknown) {
      talk.error("there is no command " + unknown.getUnmatched().get(0) + " (see modtrace --help)");
      return ExitCode.USAGE;
    }
    talk.error(complaint(e) + " (see " + (top ? verb : "modtrace " + verb) + " --help)");
    return ExitCode.USAGE;
  }

  private static String complaint(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      return "too many words: " + String.join(" ", unmatched.getUnmatched());
    }
    return firstLine(String.valueOf(e.getMessage())).replaceFirst("^Error: ", "");
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end).strip();
  }

  private static int failure(Throwable e, Talk talk) {
    if (e instanceof Failure failure) {
      talk.error(String.valueOf(failure.getMessage()));
      talk.detail(failure);
      return failure.exitCode();
    }
    talk.error("a defect of modtrace, please report it with what -v prints: " + e);
    talk.detail(e);
    return ExitCode.DEFECT;
  }
}
