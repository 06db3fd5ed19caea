package modtrace.sys;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where JNA's own native library lies: in the application folder, or the package's place below
 * /usr, if modtrace was started from one.
 *
 * <p>Else JNA unpacks it into the user's cache, which fails where that is read-only or mounted
 * noexec, and under sudo leaves root's files in the user's home.
 */
final class JnaLibrary {
  /** Set by the launcher: the application folder, or /usr. */
  private static final String HOME = "modtrace.home";

  private JnaLibrary() {}

  /** To be called before the first of JNA's classes is loaded. */
  static void takeOurs() {
    System.setProperty("jna.platform.library.path", ""); // else JNA runs ldconfig -p to learn it
    String home = System.getProperty(HOME);
    if (home != null) {
      takeFrom(Path.of(home, "lib", "jni", "linux-" + architecture()));
      takeFrom(Path.of(home, "lib", "modtrace"));
    }
  }

  private static void takeFrom(Path folder) {
    if (Files.isReadable(folder.resolve("libjnidispatch.so"))) {
      System.setProperty("jna.boot.library.path", folder.toString());
      System.setProperty("jna.nounpack", "true");
    }
  }

  /** As JNA names it (com.sun.jna.Platform). */
  private static String architecture() {
    String name = System.getProperty("os.arch", "");
    return name.equals("amd64") ? "x86-64" : name;
  }
}
