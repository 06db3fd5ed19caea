package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;

/**
 * The memory pool of zswap: one reference on its module (zpool_create_pool, mm/zpool.c), which
 * stays when zswap is disabled again.
 */
final class ZswapFinder implements Finder {
  private static final String FOLDER = "/sys/module/zswap/parameters/";

  @Override
  public String kind() {
    return "the pool of zswap";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    Path parameters = system.sys().resolve("module/zswap/parameters");
    String pool = Attribute.read(parameters.resolve("zpool"));
    if (pool == null || !system.answers(module, "zpool-" + pool)) {
      return;
    }
    boolean enabled = "Y".equals(Attribute.read(parameters.resolve("enabled")));
    Claim claim =
        Claim.of(
                Kind.KERNEL,
                "zswap",
                1,
                FOLDER + "zpool is " + pool + (enabled ? "" : ", though it is disabled now"))
            .releasedBy(pool.equals("zbud") ? null : "echo zbud > " + FOLDER + "zpool");
    findings.add(enabled ? claim : claim.perhaps());
  }
}
