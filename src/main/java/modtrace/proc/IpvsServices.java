package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import modtrace.sys.SmallFile;

/** The virtual services of IPVS: /proc/net/ip_vs (net/netfilter/ipvs/ip_vs_ctl.c). */
public final class IpvsServices {
  /**
   * One.
   *
   * @param scheduler {@code wlc}
   * @param option as ipvsadm(8) names the service: {@code -t 10.0.0.1:80}
   */
  public record Service(String scheduler, String option) {}

  private IpvsServices() {}

  /** Reads them; none where IPVS is not there. */
  public static List<Service> read(Path file) throws IOException {
    try {
      return parse(SmallFile.read(file, ISO_8859_1));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  static List<Service> parse(String text) {
    List<Service> services = new ArrayList<>();
    for (String line : text.split("\n")) {
      String[] words = line.strip().split("\\s+");
      String kind =
          switch (words[0]) {
            case "TCP" -> "-t ";
            case "UDP" -> "-u ";
            case "SCTP" -> "--sctp-service ";
            case "FWM" -> "-f ";
            default -> "";
          };
      if (!kind.isEmpty() && words.length >= 3) {
        services.add(new Service(words[2], kind + place(words[1])));
      }
    }
    return List.copyOf(services);
  }

  /** From {@code 0A090909:0050}, {@code [2001:db8::1]:0050}, or a mark. */
  private static String place(String words) {
    int colon = words.lastIndexOf(':');
    try {
      if (colon < 0) {
        return Long.toString(Long.parseLong(words, 16));
      }
      int port = Integer.parseInt(words.substring(colon + 1), 16);
      String address = words.substring(0, colon);
      if (!address.startsWith("[")) {
        byte[] bytes = HexFormat.of().parseHex(address);
        address = InetAddress.getByAddress(bytes).getHostAddress();
      }
      return address + ":" + port;
    } catch (UnknownHostException | IllegalArgumentException e) {
      return words;
    }
  }
}
