package modtrace.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 10s}, {@code 1.5m}, {@code 500ms}, {@code 2h}, or a number of seconds. */
final class DurationConverter implements Word.Converter<Duration> {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|)");

  @Override
  public Duration of(String word) throws BadWord {
    Matcher matcher = SHAPE.matcher(word);
    if (!matcher.matches()) {
      throw new BadWord("'" + word + "' is no duration (such as 10s, 500ms, 2m)");
    }
    BigDecimal nanos =
        switch (matcher.group(2)) {
          case "ms" -> BigDecimal.valueOf(1_000_000L);
          case "m" -> BigDecimal.valueOf(60_000_000_000L);
          case "h" -> BigDecimal.valueOf(3_600_000_000_000L);
          default -> BigDecimal.valueOf(1_000_000_000L);
        };
    Duration duration =
        Duration.ofNanos(new BigDecimal(matcher.group(1)).multiply(nanos).longValue());
    if (duration.isZero()) {
      throw new BadWord("'" + word + "' is no time at all");
    }
    return duration;
  }
}
