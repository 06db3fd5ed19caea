package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import modtrace.sys.Netlink;
import modtrace.sys.SilentProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects of nftables as Linux 6.1 dumped them (NFT_MSG_NEWOBJ) on a little-endian machine. Deleted
 * one by one they took the use count of nf_conntrack_ftp from 4 to 3, to 1 and to 0.
 */
final class NftTablesTest {
  private static final int GET_OBJECTS = 0xa13;

  private static final String ONLY_IPV4 =
      "01000002080001007437320009000200666f757200000000080003000000000308000500000000001c000400"
          + "0800010066747000050003000600000006000200000200000c0006000000000000000002";

  private static final String BOTH =
      "01000002080001007437320009000200626f746800000000080003000000000308000500000000001c000400"
          + "0800010066747000050003000600000006000200000100000c0006000000000000000001";

  private static final String OF_IP6 =
      "0a00000207000100743600000800020073697800080003000000000308000500000000001c000400"
          + "0800010066747000050003000600000006000200000a00000c0006000000000000000001";

  @TempDir Path root;

  @Test
  void aHelperForBothProtocolsHoldsItsModuleTwice() throws IOException {
    assertEquals(
        List.of(
            "inet t72, ct helper four: 1, nft delete ct helper inet t72 four",
            "inet t72, ct helper both: 2, nft delete ct helper inet t72 both",
            "ip6 t6, ct helper six: 1, nft delete ct helper ip6 t6 six"),
        things("nf_conntrack_ftp", ONLY_IPV4, BOTH, OF_IP6));
  }

  @Test
  void eachHelperHoldsTheModuleOfItsTypeOnce() throws IOException {
    assertEquals(
        List.of("inet t72, ct helper both: 1, nft delete ct helper inet t72 both"),
        things("nft_ct", BOTH));
  }

  private List<String> things(String module, String... objects) throws IOException {
    new FakeSystem(root)
        .file("sys/module/nf_conntrack_ftp/initstate", "live")
        .file("sys/module/nft_ct/initstate", "live")
        .file(
            "lib/modules/6.1.0-56-amd64/modules.alias",
            """
            alias nfct-helper-ftp nf_conntrack_ftp
            alias nft-obj-3 nft_ct
            """);
    var uses = new NftUses(module, new Snapshot(root, new SilentProbe()));
    return new NftTables(new Dump(List.of(objects)), uses)
        .read().stream()
            .map(thing -> thing.tableWords() + ", " + thing.what() + ": " + told(thing))
            .toList();
  }

  private static String told(NftThing thing) {
    return thing.references() + ", " + thing.release();
  }

  /** Only objects are there. */
  private record Dump(List<String> objects) implements Netlink {
    @Override
    public List<Message> dump(int type, byte[] body) {
      Stream<String> all = type == GET_OBJECTS ? objects.stream() : Stream.of();
      return all.map(HexFormat.of()::parseHex)
          .map(ByteBuffer::wrap)
          .map(bytes -> new Message(type - 1, bytes.order(ByteOrder.nativeOrder())))
          .toList();
    }

    @Override
    public List<Message> request(int type, byte[] body) {
      throw new AssertionError("only dumps are asked for");
    }

    @Override
    public void close() {}
  }
}
