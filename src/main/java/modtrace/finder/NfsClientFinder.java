package modtrace.finder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.MountInfo;
import modtrace.proc.NfsServers;
import modtrace.proc.NfsServers.Server;
import org.jspecify.annotations.Nullable;

/**
 * Servers of the NFS client: each holds the module of its version of the protocol once, however
 * much of it is mounted (nfs_alloc_client, fs/nfs/client.c).
 */
final class NfsClientFinder implements Finder {
  private static final String PREFIX = "nfsv";

  @Override
  public String kind() {
    return "servers of the NFS client";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!module.matches(PREFIX + "\\d")) {
      return;
    }
    system
        .netPlaces()
        .each(
            findings,
            kind(),
            place -> {
              var file = system.proc().resolve("thread-self/net/nfsfs/servers");
              List<Server> all = NfsServers.read(file);
              for (Server server : all) {
                if (module.equals(PREFIX + server.version())) {
                  findings.add(claim(server, Collections.frequency(all, server), place, system));
                }
              }
            });
  }

  /** Which of several clients of one server a mount has is not told. */
  private static Claim claim(Server server, int same, NetPlace place, Snapshot system)
      throws IOException {
    List<Superblock> mounts = mounts(server, system);
    List<String> evidence = new ArrayList<>();
    evidence.add("/proc/net/nfsfs/servers has it, with " + server.address());
    if (!mounts.isEmpty()) {
      evidence.add(
          "mounted at " + String.join(", ", mounts.stream().map(Superblock::point).toList()));
    }
    Claim claim =
        Claim.of(
            Kind.NET,
            "NFS server " + server.host() + ", version " + server.version(),
            1,
            evidence.toArray(String[]::new));
    return place.claim(claim, null).releasedBy(same == 1 ? unmount(mounts) : null);
  }

  private static List<Superblock> mounts(Server server, Snapshot system) throws IOException {
    List<Superblock> mounts = new ArrayList<>();
    for (Superblock superblock : system.mounts().superblocks()) {
      if (isOf(server, superblock.mount())) {
        mounts.add(superblock);
      }
    }
    return mounts;
  }

  private static boolean isOf(Server server, MountInfo mount) {
    String version = mount.option("vers");
    String address = mount.option("addr");
    return mount.type().matches("nfs4?")
        && version != null
        && address != null
        && version.startsWith(Integer.toString(server.version()))
        && server.address().equals(digits(address));
  }

  /** In hexadecimal, as the kernel lists it; empty for what is no address. */
  private static String digits(String address) {
    if (!address.matches("[0-9.]+|[0-9a-f.]*:[0-9a-f:.]+")) {
      return "";
    }
    try {
      return HexFormat.of().formatHex(InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      return "";
    }
  }

  /** All of them, the newest first; null where one has no command. */
  private static @Nullable String unmount(List<Superblock> mounts) {
    List<String> commands = new ArrayList<>();
    for (Superblock mount : mounts) {
      String command = mount.unmount();
      if (command == null) {
        return null;
      }
      commands.add(0, command);
    }
    return commands.isEmpty() || commands.size() > 8 ? null : String.join(" && ", commands);
  }
}
