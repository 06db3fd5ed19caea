package modtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import modtrace.sys.Kernel;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes the manual pages and the shells' completion: all that the build makes out of the command
 * line. It is no part of the tool.
 */
final class Documents {
  /** What each shell looks for, by the name that it looks for it. */
  static final List<String> SCRIPTS = List.of("modtrace.bash", "_modtrace", "modtrace.fish");

  private Documents() {}

  /**
   * Arguments: the folder to write to, the folder with what is written by hand (man, completion),
   * and the date (YYYY-MM-DD).
   */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[0]);
    Path source = Path.of(args[1]);
    List<CommandSpec> commands = commands();
    Path man = Files.createDirectories(target.resolve("man"));
    for (CommandSpec command : commands) {
      ManText written = ManText.read(source.resolve("man").resolve(command.name() + ".man"));
      Files.writeString(
          man.resolve(ManPage.name(command) + ".1"),
          new ManPage(command, written).text(version(), args[2].substring(0, 10)));
    }
    Path completion = Files.createDirectories(target.resolve("completion"));
    for (String script : SCRIPTS) {
      Files.writeString(
          completion.resolve(script), completion(script, source.resolve("completion"), commands));
    }
  }

  /** The script of that name, filled. */
  static String completion(String script, Path source, List<CommandSpec> commands)
      throws IOException {
    var completion = new Completion(commands.subList(1, commands.size()));
    String text = Files.readString(source.resolve(script));
    return switch (script) {
      case "modtrace.bash" -> completion.bash(text);
      case "_modtrace" -> completion.zsh(text);
      default -> completion.fish(text);
    };
  }

  /** The command line: modtrace itself, and each of its verbs. */
  static List<CommandSpec> commands() {
    var cli = new Cli(Streams.ofProcess(), Documents::noKernel, Path.of("/"), Map.of());
    CommandLine modtrace = cli.model();
    List<CommandSpec> commands = new ArrayList<>(List.of(modtrace.getCommandSpec()));
    modtrace.getSubcommands().values().forEach(verb -> commands.add(verb.getCommandSpec()));
    return commands;
  }

  private static Kernel noKernel() {
    throw new IllegalStateException("the command line describes itself without a kernel");
  }

  private static String version() throws IOException {
    var properties = new Properties();
    try (var in = Documents.class.getResourceAsStream("/modtrace/version.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }
}
