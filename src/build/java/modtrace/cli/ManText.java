package modtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a manual page has of a hand, in roff: {@code src/main/man/VERB.man}.
 *
 * <p>It begins with paragraphs that follow the command's own description. A line {@code .\" OPTION
 * --name} begins what is added to the description of that option; the first {@code .SH} begins the
 * sections after OPTIONS.
 *
 * @param description paragraphs, empty where there are none
 * @param options what is added, by the longest name of the option
 * @param sections each with its {@code .SH}
 */
record ManText(String description, Map<String, String> options, String sections) {
  private static final String OPTION = ".\\\" OPTION ";

  static ManText read(Path file) throws IOException {
    var description = new StringBuilder();
    Map<String, StringBuilder> options = new LinkedHashMap<>();
    var sections = new StringBuilder();
    StringBuilder at = description;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(".SH ")) {
        at = sections;
      }
      if (line.startsWith(OPTION) && at != sections) {
        at = new StringBuilder();
        options.put(line.substring(OPTION.length()), at);
      } else {
        at.append(line).append('\n');
      }
    }
    Map<String, String> added = new LinkedHashMap<>();
    options.forEach((name, text) -> added.put(name, text.toString()));
    return new ManText(description.toString(), added, sections.toString());
  }
}
