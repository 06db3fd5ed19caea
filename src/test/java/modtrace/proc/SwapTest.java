package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SwapTest {
  @Test
  void tellsFilesFromDevices() {
    String swaps =
        """
        Filename				Type		Size		Used		Priority
        /mnt/x\\040y/sw                          file		8180		0		-2
        /dev/dm-0                               partition	32764		0		-3
        """;
    assertEquals(
        List.of(new Swap("/mnt/x y/sw", true), new Swap("/dev/dm-0", false)), Swap.parse(swaps));
  }
}
