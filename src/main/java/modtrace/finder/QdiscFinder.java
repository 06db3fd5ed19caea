package modtrace.finder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.sys.Netlink;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/** Queueing disciplines of network interfaces, one reference each, and the default of all. */
final class QdiscFinder implements Finder {
  @Override
  public String kind() {
    return "queueing disciplines";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    var kinds = new TcKinds(module, system);
    if (!kinds.any("sch")) {
      return;
    }
    String standard = standard(system);
    if (!standard.isEmpty() && kinds.is("sch", standard)) {
      findings.add(
          Claim.of(
                  Kind.KERNEL,
                  "default queueing discipline " + standard,
                  1,
                  "/proc/sys/net/core/default_qdisc says " + standard)
              .releasedBy("sysctl -w net.core.default_qdisc=pfifo_fast"));
    }
    system
        .netPlaces()
        .each(findings, kind(), place -> look(system, kinds, standard, place, findings));
  }

  /** Empty outside the initial network namespace, where it cannot be seen. */
  private static String standard(Snapshot system) throws IOException {
    Path file = system.proc().resolve("sys/net/core/default_qdisc");
    return Files.isReadable(file) ? SmallFile.read(file, US_ASCII).strip() : "";
  }

  private static void look(
      Snapshot system, TcKinds kinds, String standard, NetPlace place, Findings findings)
      throws IOException {
    try (Netlink netlink = system.probe().netlink(Netlink.ROUTE)) {
      Map<Integer, List<TcMessage>> byDevice = new LinkedHashMap<>();
      for (TcMessage each : TcMessage.read(netlink, TcMessage.GET_DISCIPLINES, 0, 0)) {
        if (kinds.is("sch", each.kind())) {
          byDevice.computeIfAbsent(each.device(), any -> new ArrayList<>()).add(each);
        }
      }
      List<NetLink> links = byDevice.isEmpty() ? List.of() : NetLink.read(netlink);
      byDevice.forEach(
          (index, disciplines) ->
              findings.add(claim(NetLink.nameOf(index, links), disciplines, standard, place)));
    }
  }

  private static Claim claim(
      String device, List<TcMessage> disciplines, String standard, NetPlace place) {
    TcMessage first = disciplines.get(0);
    return place.claim(
        Claim.of(
            Kind.NET,
            "qdisc " + first.kind() + " on " + device,
            disciplines.size(),
            "tc qdisc show dev " + device + " has it at " + first.place()),
        release(ShellWord.of(device), disciplines, standard));
  }

  /** What is deleted becomes the default again, which may be the same. */
  private static @Nullable String release(
      @Nullable String device, List<TcMessage> disciplines, String standard) {
    if (device == null) {
      return null;
    }
    TcMessage first = disciplines.get(0);
    if (first.parent() == TcMessage.INGRESS
        || first.parent() == 0xfffffff1
        || first.handle() == TcMessage.INGRESS) {
      return "tc qdisc del dev " + device + " " + first.kind();
    }
    if (disciplines.size() > 1 || first.handle() == 0 || first.kind().equals(standard)) {
      return "tc qdisc replace dev " + device + " root pfifo_fast";
    }
    return "tc qdisc del dev " + device + " " + first.place();
  }
}
