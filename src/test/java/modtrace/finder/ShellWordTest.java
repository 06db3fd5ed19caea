package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

final class ShellWordTest {
  @Test
  void quotesOnlyWhatNeedsIt() {
    assertEquals("/mnt/x-1", ShellWord.of("/mnt/x-1"));
    assertEquals("'/mnt/a b;$(x)'", ShellWord.of("/mnt/a b;$(x)"));
  }

  @Test
  void refusesWhatCannotBeQuotedOrWouldBeAnOption() {
    assertNull(ShellWord.of("/mnt/it's"));
    assertNull(ShellWord.of("/mnt/a\nb"));
    assertNull(ShellWord.of("-rf"));
    assertNull(ShellWord.of(""));
  }
}
