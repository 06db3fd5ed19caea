package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modtrace.lab.Local;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What is handed out says what it is made of, and under which licences. */
final class ShippedIT {
  private static final Path APP = Path.of(System.getProperty("modtrace.app", "target/modtrace"));
  private static final Path DIST = Path.of(System.getProperty("modtrace.dist", "target/dist"));

  @Test
  void theNoticeNamesEachJarThatIsShippedAndNoOther() throws IOException {
    Set<String> named =
        Files.readAllLines(Path.of("NOTICE")).stream()
            .filter(line -> line.startsWith("Files: "))
            .flatMap(line -> Stream.of(line.split(" ")))
            .filter(file -> file.endsWith(".jar"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> shipped = new TreeSet<>();
    for (Path jar : jars()) {
      shipped.add("*/" + jar.getFileName());
    }
    assertEquals(shipped, named);
  }

  @Test
  void theNoticeIsInAllThatIsHandedOut() throws IOException {
    String notice = Files.readString(Path.of("NOTICE"));
    for (Path archive : made(".tar.gz")) {
      String file = archive.toString();
      assertEquals(
          notice, Local.run("tar", "-xOf", file, "--wildcards", "*/NOTICE").ok().stdout(), file);
    }
    String deb = made(".deb").get(0).toString();
    String copyright = "dpkg-deb --fsys-tarfile $0 | tar -xO ./usr/share/doc/modtrace/copyright";
    assertEquals(notice, Local.run("sh", "-c", copyright, deb).ok().stdout());
  }

  @Test
  void theBillOfMaterialsListsEachJarThatIsShippedAndNoOther() throws Exception {
    Set<String> shipped = new TreeSet<>();
    for (Path jar : jars()) {
      shipped.add(sha256(jar));
    }
    assertEquals(shipped, sha256sOf(made(".cdx.json").get(0)));
  }

  private static Set<String> sha256sOf(Path billOfMaterials) throws IOException {
    Set<String> sums = new TreeSet<>();
    try (JsonParser json = new JsonFactory().createParser(billOfMaterials.toFile())) {
      String algorithm = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT && "metadata".equals(json.currentName())) {
          json.skipChildren(); // ours, and what wrote it
        } else if (token == JsonToken.VALUE_STRING && "alg".equals(json.currentName())) {
          algorithm = json.getText();
        } else if (token == JsonToken.VALUE_STRING
            && "content".equals(json.currentName())
            && algorithm.equals("SHA-256")) {
          sums.add(json.getText());
        }
      }
    }
    return sums;
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(sum);
  }

  /** The jars of others. */
  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(APP.resolve("lib"))) {
      return files
          .filter(file -> file.toString().endsWith(".jar") && !file.endsWith("modtrace.jar"))
          .toList();
    }
  }

  private static List<Path> made(String suffix) throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(DIST) || System.getProperty("kernel.tests", "").equals("required"),
        "nothing to hand out was made (-Pdist)");
    try (Stream<Path> files = Files.list(DIST)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(suffix)).toList();
      assertEquals(suffix.equals(".tar.gz") ? 2 : 1, found.size(), suffix + " in " + DIST);
      return found;
    }
  }
}
