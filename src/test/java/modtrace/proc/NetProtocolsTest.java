package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetProtocolsTest {
  private static final String CAPTURED =
      """
      protocol  size sockets  memory press maxhdr  slab module     cl co di ac io in de sh ss gs se re sp bi br ha uh gp em
      SMC       1616      1      -1   NI       0   yes  smc         n  n  n  n  n  n  n  n  n  n  n  n  n  n  n  y  y  n  n
      SCTPv6    1552      2       0   no       0   yes  sctp        y  n  y  y  y  y  y  y  y  y  y  y  n  y  y  y  y  n  y
      SCTP      1392      5       0   no       0   yes  sctp        y  n  y  y  y  y  y  y  y  y  y  y  n  y  y  y  y  n  y
      CAN_ISOTP 133216      0      -1   NI       0   no   can_isotp   n  n  n  n  n  y  n  n  n  n  n  n  n  n  n  n  n  n  n
      TCP       2280     15       0   no     320   yes  kernel      y  y  y  y  y  y  y  y  y  y  y  y  y  n  y  y  y  y  y
      """;

  @Test
  void aModuleBringsProtocols() throws IOException {
    NetProtocols protocols = NetProtocols.parse(CAPTURED.lines().toList());
    assertEquals(Set.of("SCTP", "SCTPv6"), protocols.of("sctp"));
    assertEquals(Set.of("CAN_ISOTP"), protocols.of("can_isotp"));
    assertEquals(Set.of(), protocols.of("can"));
    assertEquals(7, protocols.sockets("sctp"));
  }

  @Test
  void aNameOfTwoModulesTellsNothing() throws IOException {
    String twice = CAPTURED.replace("SMC ", "SCTP");
    assertEquals(Set.of("SCTPv6"), NetProtocols.parse(twice.lines().toList()).of("sctp"));
  }
}
