package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;
import modtrace.proc.CpuList;
import modtrace.proc.CryptoAlgorithms;
import modtrace.proc.CryptoAlgorithms.Algorithm;
import org.jspecify.annotations.Nullable;

/**
 * Users of the module's crypto algorithms. The kernel counts them with each algorithm, but tells
 * only of some who they are.
 */
final class CryptoFinder implements Finder {
  /** Library modules that use one transform of an algorithm as long as they are loaded. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "crc32c", "libcrc32c",
          "crct10dif", "crc_t10dif",
          "crc64-rocksoft", "crc64_rocksoft");

  @Override
  public String kind() {
    return "users of crypto algorithms";
  }

  @Override
  public boolean isBrief() {
    return true;
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    List<Algorithm> all = CryptoAlgorithms.read(system.proc());
    for (Algorithm algorithm : all) {
      if (algorithm.module().equals(module) && algorithm.users() > 0) {
        new Users(algorithm, all, system).claim(findings);
      }
    }
  }

  /** Those of one algorithm. */
  private static final class Users {
    private final Algorithm algorithm;
    private final List<Algorithm> all;
    private final Snapshot system;
    private final String evidence;
    private int left;

    Users(Algorithm algorithm, List<Algorithm> all, Snapshot system) {
      this.algorithm = algorithm;
      this.all = all;
      this.system = system;
      this.left = algorithm.users();
      this.evidence =
          "/proc/crypto: refcnt " + algorithm.refcnt() + " of driver " + algorithm.driver();
    }

    void claim(Findings findings) throws IOException {
      claimLibrary(findings);
      claimZram(findings);
      claimZswap(findings);
      if (left > 0) {
        findings.add(
            Claim.of(Kind.CRYPTO, unnamed(), left, evidence + ", which does not tell its users"));
      }
    }

    private String unnamed() {
      String users = (left == 1 ? "a user of " : left + " users of ") + algorithm.name();
      for (Algorithm other : all) {
        if (other.users() > 0 && isPart(algorithm.driver(), other.driver())) {
          return users + ", for " + other.name();
        }
      }
      return users;
    }

    /** Whether an algorithm is built of another: {@code essiv(cbc(aes-generic),sha256-generic)}. */
    private static boolean isPart(String part, String whole) {
      int at = whole.indexOf(part);
      int end = at + part.length();
      return at > 0
          && "(,".indexOf(whole.charAt(at - 1)) >= 0
          && end < whole.length()
          && "),".indexOf(whole.charAt(end)) >= 0;
    }

    /** The library uses this driver for sure where no other one of the algorithm has users. */
    private void claimLibrary(Findings findings) throws IOException {
      String library = LIBRARIES.get(algorithm.name());
      boolean isOnly =
          all.stream()
              .noneMatch(
                  other ->
                      other.name().equals(algorithm.name())
                          && !other.driver().equals(algorithm.driver())
                          && other.users() > 0);
      if (library != null && isOnly && left > 0 && system.loadedModules().isLoaded(library)) {
        findings.add(
            Claim.of(
                    Kind.MODULE,
                    library,
                    1,
                    evidence,
                    library + " uses " + algorithm.name() + " while it is loaded")
                .releasedBy("rmmod " + library));
        left--;
      }
    }

    /** A zram device with a size compresses with one transform a CPU (zcomp_init). */
    private void claimZram(Findings findings) throws IOException {
      if (!algorithm.type().equals("compression") || system.release().isAtLeast(6, 12)) {
        return; // newer ones compress without the crypto interface
      }
      List<Path> devices = new ArrayList<>();
      for (Path device : Attribute.list(system.sys().resolve("block"))) {
        if (algorithm.name().equals(compressor(device))) {
          devices.add(device);
        }
      }
      String online = Attribute.read(system.sys().resolve("devices/system/cpu/online"));
      int each = online == null ? 1 : CpuList.size(online);
      if (devices.size() * each > left) {
        return;
      }
      for (Path device : devices) {
        String name = device.getFileName().toString();
        findings.add(
            Claim.of(
                    Kind.BLOCK,
                    "/dev/" + name + " (compresses with " + algorithm.name() + ")",
                    each,
                    evidence,
                    device + "/comp_algorithm, one for each of " + each + " CPUs")
                .releasedBy("echo 1 > /sys/block/" + name + "/reset"));
        left -= each;
      }
    }

    /**
     * Zswap compresses with one transform a CPU, whose own is of this algorithm as well
     * (zswap_cpu_comp_prepare, crypto_init_scomp_ops_async).
     */
    private void claimZswap(Findings findings) throws IOException {
      Path parameters = system.sys().resolve("module/zswap/parameters");
      boolean compresses =
          algorithm.type().equals("scomp")
              && algorithm.name().equals(Attribute.read(parameters.resolve("compressor")))
              && "Y".equals(Attribute.read(parameters.resolve("enabled")));
      String online = Attribute.read(system.sys().resolve("devices/system/cpu/online"));
      int references = online == null ? 0 : 2 * CpuList.size(online);
      if (compresses && references <= left) {
        String file = "/sys/module/zswap/parameters/compressor";
        String other = algorithm.name().equals("lzo") ? "deflate" : "lzo";
        findings.add(
            Claim.of(
                    Kind.KERNEL,
                    "zswap (compresses with " + algorithm.name() + ")",
                    references,
                    evidence,
                    file + ", two for each CPU")
                .releasedBy("echo " + other + " > " + file));
        left -= references;
      }
    }

    /** {@code lz4} out of {@code lzo lzo-rle [lz4] zstd}; null for what is not in use. */
    private static @Nullable String compressor(Path device) throws IOException {
      if (!device.getFileName().toString().startsWith("zram")
          || !"1".equals(Attribute.read(device.resolve("initstate")))) {
        return null;
      }
      String choice = Attribute.read(device.resolve("comp_algorithm"));
      int open = choice == null ? -1 : choice.indexOf('[');
      int close = choice == null ? -1 : choice.indexOf(']');
      return choice == null || open < 0 || close < open ? null : choice.substring(open + 1, close);
    }
  }
}
