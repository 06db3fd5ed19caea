package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Structures and their members in type data. */
final class KernelTypesTest {
  private static final byte[] DATA = TypeData.of("bpf_prog_aux", "used_maps", "mod");

  @Test
  void findsAMemberOfAStructure() throws IOException {
    KernelTypes types = KernelTypes.parse(DATA);
    assertTrue(types.hasMember("bpf_prog_aux", "mod"));
    assertTrue(types.hasMember("bpf_prog_aux", "used_maps"));
  }

  @Test
  void aNameMustFitToItsEnd() throws IOException {
    KernelTypes types = KernelTypes.parse(DATA);
    assertFalse(types.hasMember("bpf_prog_aux", "mo"));
    assertFalse(types.hasMember("bpf_prog_aux", "mods"));
    assertFalse(types.hasMember("bpf_prog", "mod"));
    assertFalse(types.hasMember("bpf_trampoline", "mod"));
  }

  @Test
  void whatIsCutOffIsNotRead() {
    for (int length = 0; length < DATA.length - 34; length++) {
      byte[] cut = Arrays.copyOf(DATA, length);
      assertThrows(
          IOException.class, () -> KernelTypes.parse(cut).hasMember("bpf_prog_aux", "mod"));
    }
  }

  @Test
  void aKindOfTypeThatIsNewIsNotSkippedByGuess() throws IOException {
    byte[] data = DATA.clone();
    for (int i = 24; i < data.length; i++) {
      if (data[i] == 13) {
        data[i] = 31;
        break;
      }
    }
    KernelTypes types = KernelTypes.parse(data);
    IOException refusal =
        assertThrows(IOException.class, () -> types.hasMember("bpf_prog_aux", "mod"));
    assertEquals("type data of an unknown kind, 31", refusal.getMessage());
  }
}
