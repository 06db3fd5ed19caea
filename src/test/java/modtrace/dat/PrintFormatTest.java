package modtrace.dat;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is evaluated is known from trace-cmd's own output; what is not known, is not. */
final class PrintFormatTest {
  private static final EventFormat FORMAT =
      Objects.requireNonNull(
          EventFormat.parse(
              "sys",
              """
              name: event
              ID: 1
              format:
              \tfield:int a;\toffset:8;\tsize:4;\tsigned:1;
              \tfield:int b;\toffset:12;\tsize:4;\tsigned:1;
              \tfield:__data_loc char[] name;\toffset:16;\tsize:4;\tsigned:1;
              \tfield:u8 mac[6];\toffset:20;\tsize:6;\tsigned:0;
              \tfield:const char * text;\toffset:32;\tsize:8;\tsigned:0;

              print fmt: "%d", REC->a
              """));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"%d\", REC->a",
        "\"%d\" \" more\", REC->a",
        "\"100%%\"",
        "\"%s %s\", __get_str(name), REC->text",
        "\"%08llx %-5d|%#x\", (unsigned long)REC->a, REC->b, REC->a & ~0x3UL",
        "\"%s\", __print_flags(REC->a & 3, \"|\", {1UL << 0, \"A\"}, {(1 << 1), \"B\"})",
        "\"%s\", REC->a ? \"yes\" : \"no\"",
        "\"%s\", __print_hex(REC->mac, 6)",
      })
  void readsWhatItKnows(String print) throws IOException {
    assertNotNull(read(print));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no string",
        "\"no end",
        "\"%d\"",
        "\"%d\", REC->other",
        "\"%d\", no_such_symbol",
        "\"%d\", strange(REC->a)",
        "\"%d\", REC->a +",
        "\"%d\", (REC->a",
        "\"%d\", REC->a;",
        "\"%+d\", REC->a",
        "\"%c\", REC->a",
        "\"%pI4\", REC->mac",
        "\"%5ps\", REC->text",
        "\"%3s\", REC->text",
        "\"%s\", REC->a",
        "\"%s\tx\", REC->text",
        "\"%d\", REC->mac",
        "\"%d\", REC->mac[6]",
        "\"%d\", *REC->text",
        "\"%d\", sizeof(REC->a)",
        "\"%s\", __print_symbolic(REC->a, {-1, NULL})",
      })
  void refusesWhatItDoesNotKnow(String print) throws IOException {
    assertNull(read(print));
  }

  /** Beside these trace-cmd 3.1.6 prints other numbers than C would. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"%d\", REC->a - REC->b - 1",
        "\"%d\", REC->a / REC->b * 2",
        "\"%d\", REC->a << 1 << 2",
        "\"%d\", REC->a & (REC->b | 1)",
        "\"%d\", 10 * (REC->a + 3)",
        "\"%d\", REC->a == (REC->b ? 1 : 2)",
        "\"%s\", REC->a == 2 ? \"x\" : REC->a == 1 ? \"y\" : \"z\"",
        "\"%d\", (int)-1",
      })
  void refusesWhatTraceCmdTakesForSomethingElse(String print) throws IOException {
    assertNull(read(print));
  }

  @Test
  void doesNotFollowBracketsForEver() throws IOException {
    assertNull(read("\"%d\", " + "(".repeat(100_000) + "1"));
    assertNull(read("\"%d\", " + "~".repeat(100_000) + "1"));
  }

  @Test
  void doesNotReckonForEver() throws IOException {
    assertNull(read("\"%d\", REC->a" + " + REC->b".repeat(10_000)));
    assertNotNull(read("\"%d\", 1" + " + 1".repeat(10_000)));
  }

  private @Nullable PrintFormat read(String print) throws IOException {
    Path file = Files.write(folder.resolve("trace.dat"), Captured.bytes("6.1.0-56-amd64"));
    try (DatFile dat = DatFile.open(file)) {
      return PrintFormat.of(print, FORMAT, new KernelNames(dat));
    }
  }
}
