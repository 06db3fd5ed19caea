package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, true",
    "17, true",
    "999999999, true",
    "1000000000, false",
    "'', false",
    "-1, false",
    "+1, false",
    "1a, false",
    "' 1', false",
    "\u0661, false",
  })
  void knowsWhatIsDigitsAlone(String text, boolean isDecimal) {
    assertEquals(isDecimal, Numbers.isDecimal(text, 9), text);
  }
}
