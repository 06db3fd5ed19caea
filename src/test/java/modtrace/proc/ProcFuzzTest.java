package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import modtrace.MadeUp;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a file of /proc, /sys or /lib/modules says, or the kernel answers, is told or refused.
 */
class ProcFuzzTest {
  private static final int DEEPEST = 8;

  private interface Reader {
    @Nullable Object read(String text) throws IOException;
  }

  /** All of them read every text: what one file says may stand in another one. */
  private static final List<Reader> READERS =
      List.of(
          CpuList::size,
          CryptoAlgorithms::parse,
          text -> DescriptorInfo.parse(text).isPathOnly(),
          text -> DescriptorInfo.parse(text).ringFiles(),
          text -> DeviceAliases.parse(text.lines()).device(true, 7, 0),
          DeviceMajors::parse,
          DeviceMapper::encoded,
          DeviceMaps::parse,
          text -> InstalledModules.parse(text.lines()),
          IpvsServices::parse,
          KernelRelease::parse,
          text -> KernelStack.parse(text).runs("xfs"),
          text -> KernelSymbols.parse(text.lines(), name -> true),
          text -> LoadedModules.parse(text.lines().toList()).rows(),
          text -> ModuleAliases.parse(text.lines()).namesOf("loop", "block-major-"),
          MountInfo::parse,
          text -> NetProtocols.parse(text.lines().toList()).sockets("sctp"),
          NfsServers::parse,
          text -> PathSelectors.of(DeviceMapperWords.of(text)),
          text -> ProcPlace.parse(text, text),
          text -> ProcTask.parse(1, 1, text),
          text -> SysModule.parse(text, OptionalInt.of(text.length()), List.of(text)),
          Swap::parse);

  /** The words of a table of the device mapper. */
  private static final class DeviceMapperWords {
    static List<String> of(String text) {
      return Arrays.asList(text.split(" "));
    }
  }

  @FuzzTest
  void readsAnyText(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    for (Reader reader : READERS) {
      boolean unused = MadeUp.isTold(() -> reader.read(text));
    }
  }

  @FuzzTest
  void readsAnyNestOfAttributes(FuzzedDataProvider data) {
    int skipped = data.consumeInt(0, 40);
    ByteBuffer body = ByteBuffer.wrap(data.consumeRemainingAsBytes());
    ByteBuffer ordered = body.order(ByteOrder.nativeOrder());
    int values = walk(Attributes.of(ordered, skipped), 0);
    assertTrue(values <= (DEEPEST + 1) * body.limit(), "no byte is told twice at one depth");
  }

  /** How many bytes of values there are, of all depths. */
  private static int walk(Attributes attributes, int depth) {
    int bytes = 0;
    for (int type = 0; type < 4; type++) {
      bytes += attributes.bytes(type).length;
      assertTrue(attributes.text(type).length() <= attributes.bytes(type).length);
      assertTrue(attributes.has(type) || attributes.number(type) == 0);
      assertTrue(attributes.values(type).size() == attributes.nests(type).size());
      if (depth < DEEPEST && attributes.has(type)) {
        bytes += walk(attributes.nest(type), depth + 1);
      }
    }
    return bytes;
  }

  @FuzzTest
  void readsAnyTableOfTheDeviceMapper(FuzzedDataProvider data) {
    byte[] answer = Arrays.copyOf(data.consumeRemainingAsBytes(), 1 << 14);
    List<DeviceMapper.Target> targets = DeviceMapper.parse(answer);
    assertTrue(targets.size() <= answer.length / 40, "no place is told twice");
    targets.forEach(DeviceMapper.Target::parts);
  }
}
