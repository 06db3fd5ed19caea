package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import modtrace.lab.Local;
import modtrace.lab.Requirement;
import modtrace.lab.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page that report makes, in a browser; what it looked like stays in target/screenshots. */
final class PageIT {
  private static final Path APP = Path.of(System.getProperty("modtrace.app", "target/modtrace"));
  private static final Path SHOTS = APP.resolveSibling("screenshots");
  private static final Color HELD = new Color(0xB4231A);
  private static final Color HELD_IN_THE_DARK = new Color(0xFF7468);
  private static final Color PAPER = new Color(0xFFFFFF);
  private static final Color PAPER_IN_THE_DARK = new Color(0x14171A);

  @TempDir static Path folder;

  @BeforeAll
  static void theBrowserIsThere() throws IOException {
    Requirement.commands("PageIT", "chromium");
    Files.createDirectories(SHOTS);
  }

  private static Path drawn(String form, String recording, String name) throws IOException {
    Path file = folder.resolve(name);
    String modtrace = APP.resolve("bin/modtrace").toString();
    Local.run(Map.of(), modtrace, "report", "-i", recording, form, file.toString(), "--force").ok();
    return file;
  }

  private static Result chromium(String... words) throws IOException {
    String[] command = new String[words.length + 5];
    command[0] = "chromium";
    command[1] = "--headless";
    command[2] = "--no-sandbox";
    command[3] = "--disable-gpu";
    command[4] = "--user-data-dir=" + folder.resolve("profile");
    System.arraycopy(words, 0, command, 5, words.length);
    return Local.run(Map.of(), command).ok();
  }

  private static BufferedImage shot(Path page, String name, String... words) throws IOException {
    Path file = SHOTS.resolve(name + ".png").toAbsolutePath();
    String[] all = new String[words.length + 3];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--screenshot=" + file;
    all[words.length + 1] = "--window-size=1280,1000";
    all[words.length + 2] = page.toUri().toString();
    chromium(all);
    return ImageIO.read(file.toFile());
  }

  private static int pixels(BufferedImage image, Color color) {
    int count = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        count += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource({"--html, page.html", "--svg, picture.svg"})
  void whatIsHeldIsSeen(String form, String name) throws IOException {
    BufferedImage image = shot(drawn(form, "src/samples/vkms-2018.txt", name), name);
    assertTrue(pixels(image, HELD) > 500, "bars of what is held");
    assertTrue(pixels(image, PAPER) > image.getWidth() * image.getHeight() / 2);
  }

  @Test
  void itIsDarkForThoseWhoWantThat() throws IOException {
    Path page = drawn("--html", "src/samples/vkms-2018.txt", "dark.html");
    BufferedImage image = shot(page, "dark", "--blink-settings=preferredColorScheme=0");
    assertTrue(pixels(image, HELD_IN_THE_DARK) > 500, "bars of what is held");
    assertTrue(pixels(image, PAPER_IN_THE_DARK) > image.getWidth() * image.getHeight() / 2);
  }

  /** On paper it is light, whatever the screen is. */
  @Test
  void itCanBePrinted() throws IOException {
    Path page = drawn("--html", "src/samples/vkms-2018.txt", "print.html");
    Path pdf = SHOTS.resolve("print.pdf").toAbsolutePath();
    chromium("--print-to-pdf=" + pdf, "--no-pdf-header-footer", page.toUri().toString());
    assertTrue(Files.size(pdf) > 10_000);
  }

  /** What a task calls itself does nothing in the browser but to be read. */
  @Test
  void aNameIsNoMarkup() throws IOException {
    String trace =
        """
         <script>x</scri-1001 [000] ..... 10.0: module_get: vkms call_site=chrdev_open refcnt=2
         "><svg onload=x-1002 [000] ..... 11.0: module_get: vkms call_site=<b> refcnt=3
        """;
    Path file = Files.writeString(folder.resolve("hostile.txt"), trace);
    String dom =
        chromium("--dump-dom", drawn("--html", file.toString(), "hostile.html").toUri().toString())
            .stdout();
    assertFalse(dom.contains("<script"), dom);
    assertFalse(dom.contains("<b>"), dom);
    assertEquals(1, dom.split("<svg", -1).length - 1);
    assertTrue(dom.contains("&lt;script&gt;x&lt;/scri"), dom);
  }
}
