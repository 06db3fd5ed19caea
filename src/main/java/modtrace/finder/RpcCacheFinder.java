package modtrace.finder;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modtrace.proc.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * Open files of the caches of SunRPC, as rpc.mountd has them: unlike other files of /proc, each
 * open holds the module of the cache (cache_open, content_open, open_flush in net/sunrpc/cache.c).
 */
final class RpcCacheFinder implements Finder {
  private static final Pattern FILE =
      Pattern.compile("/proc/(?:\\d+/)?(?:task/\\d+/)?net/rpc/([^/]+)/(?:channel|content|flush)");

  /** Who registers which: the kernel does not tell. */
  private static final Map<String, String> OWNERS =
      Map.of(
          "nfsd.export", "nfsd",
          "nfsd.fh", "nfsd",
          "nfs4.idtoname", "nfsd",
          "nfs4.nametoid", "nfsd",
          "auth.unix.ip", "sunrpc",
          "auth.unix.gid", "sunrpc",
          "auth.rpcsec.init", "auth_rpcgss",
          "auth.rpcsec.context", "auth_rpcgss",
          "dns_resolve", "nfs");

  @Override
  public String kind() {
    return "open caches of SunRPC";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!OWNERS.containsValue(module)) {
      return;
    }
    for (OpenFile file : system.openFiles(d -> module.equals(owner(d)) && !system.isPathOnly(d))) {
      findings.add(file.claim(1, "an open file of a cache of " + module));
    }
  }

  private static @Nullable String owner(Descriptor descriptor) {
    Matcher file = FILE.matcher(descriptor.link());
    return file.matches() ? OWNERS.get(file.group(1)) : null;
  }
}
