package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Text in the layout of ip_vs_info_seq_show, net/netfilter/ipvs/ip_vs_ctl.c. */
final class IpvsServicesTest {
  private static final String TEXT =
      """
      IP Virtual Server version 1.2.1 (size=4096)
      Prot LocalAddress:Port Scheduler Flags
        -> RemoteAddress:Port Forward Weight ActiveConn InActConn
      TCP  0A090909:0050 wlc\s
        -> 0A090902:0050      Masq    1      0          0        \s
      UDP  [2001:0db8:0000:0000:0000:0000:0000:0001]:0035 rr\s
      FWM  0000000A sh persistent 300 FFFFFFFF
      """;

  @Test
  void readsServicesAndNotTheirServers() {
    assertEquals(
        List.of(
            new IpvsServices.Service("wlc", "-t 10.9.9.9:80"),
            new IpvsServices.Service("rr", "-u [2001:0db8:0000:0000:0000:0000:0000:0001]:53"),
            new IpvsServices.Service("sh", "-f 10")),
        IpvsServices.parse(TEXT));
  }

  @Test
  void aPlaceThatIsNoneStandsAsItIs() {
    assertEquals(
        List.of(new IpvsServices.Service("rr", "-t zz:0050")),
        IpvsServices.parse("TCP  zz:0050 rr\n"));
  }
}
