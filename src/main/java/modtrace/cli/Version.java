package modtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {words()};
  }

  static String words() throws IOException {
    var properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/modtrace/version.properties")) {
      properties.load(in);
    }
    return "modtrace " + properties.getProperty("version");
  }
}
