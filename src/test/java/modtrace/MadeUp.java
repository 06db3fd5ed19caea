package modtrace;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;

/** Input that somebody made up: a reader tells what it says, or refuses it in a sentence. */
public final class MadeUp {
  private MadeUp() {}

  /** Reads it; whatever it throws but an {@link IOException} is a defect. */
  @FunctionalInterface
  public interface Reading {
    void run() throws IOException;
  }

  /** Runs the reading; whether it came to its end. */
  public static boolean isTold(Reading reading) {
    try {
      reading.run();
      return true;
    } catch (IOException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank(), "a refusal says why");
      return false;
    }
  }
}
