package modtrace.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a put of one use can have ended, where none of its own use is there. */
class UseTest {
  @ParameterizedTest
  @CsvSource({
    "LOAD, ''",
    "DEPENDENCY, ''",
    "FILE, DEVICE SOCKET UNKNOWN",
    "DEVICE, DEVICE FILE UNKNOWN",
    "BLOCK, DEVICE FILE UNKNOWN",
    "MOUNT, UNKNOWN",
    "SOCKET, FILE NET UNKNOWN",
    "NET, SOCKET UNKNOWN",
    "NETFILTER, UNKNOWN",
    "CRYPTO, UNKNOWN",
    "CONSOLE, UNKNOWN",
    "KERNEL, UNKNOWN",
    "UNKNOWN, FILE DEVICE BLOCK MOUNT SOCKET NET NETFILTER CRYPTO CONSOLE KERNEL UNKNOWN",
  })
  void endsThese(Use put, String references) {
    assertEquals(uses(references), those(put::mayEnd));
  }

  @ParameterizedTest
  @CsvSource({
    "LOAD, ''",
    "FILE, DEVICE UNKNOWN",
    "DEVICE, DEVICE FILE UNKNOWN",
    "BLOCK, DEVICE UNKNOWN",
    "SOCKET, UNKNOWN",
    "NET, UNKNOWN",
    "UNKNOWN, FILE DEVICE BLOCK MOUNT SOCKET NET NETFILTER CRYPTO CONSOLE KERNEL UNKNOWN",
  })
  void isPerhapsTheVeryUse(Use put, String references) {
    assertEquals(uses(references), those(put::mayBeTheSameAs));
  }

  /** Those have accounts of their own: the loader's reference, and a dependant's. */
  @ParameterizedTest
  @EnumSource
  void nothingEndsALoadOrADependencyByChance(Use put) {
    assertFalse(put.mayEnd(Use.LOAD));
    assertFalse(put.mayEnd(Use.DEPENDENCY));
  }

  @Test
  void everyUseIsInTheTableOfThisTest() {
    assertEquals(13, Use.values().length);
  }

  private static Set<Use> those(Predicate<Use> wanted) {
    Set<Use> uses = EnumSet.allOf(Use.class);
    uses.removeIf(wanted.negate());
    return uses;
  }

  private static Set<Use> uses(String names) {
    Set<Use> uses = EnumSet.noneOf(Use.class);
    for (String name : names.split(" ", -1)) {
      if (!name.isEmpty()) {
        uses.add(Use.valueOf(name));
      }
    }
    return uses;
  }
}
