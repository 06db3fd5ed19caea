package modtrace.finder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import modtrace.MadeUp;
import modtrace.holder.Answer;
import modtrace.holder.ProcessDetails;
import modtrace.holder.Reconciliation;
import modtrace.holder.Seen;
import modtrace.proc.SysModule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * A captured system some of whose files say what somebody made up, on a kernel that answers so too:
 * whoever is asked about, a whole look at it ends with an answer.
 */
class SystemFuzzTest {
  private static final Path CAPTURE = Path.of("src/test/resources/systems/vfio-device.txt");

  /** Modules that some finder has a look of its own for; they seem to be loaded. */
  private static final List<String> MODULES =
      List.of(
          "act_mirred",
          "binfmt_misc",
          "btrfs",
          "bridge",
          "cls_u32",
          "configfs",
          "cpufreq_ondemand",
          "dm_mod",
          "dm_multipath",
          "drm",
          "ext4",
          "ip_set",
          "ip_set_hash_ip",
          "ip_tables",
          "ip_vs",
          "ip_vs_wlc",
          "kvm",
          "kvm_intel",
          "l2tp_ip",
          "l2tp_netlink",
          "loop",
          "lz4",
          "md_mod",
          "mq_deadline",
          "mtd",
          "mtdram",
          "nf_tables",
          "nfnetlink",
          "nfs",
          "nfsv4",
          "nft_limit",
          "nls_utf8",
          "n_gsm",
          "openvswitch",
          "quota_v2",
          "raid1",
          "rpcsec_gss_krb5",
          "sch_fq",
          "sctp",
          "snd",
          "softdog",
          "tcp_bbr",
          "team",
          "team_mode_random",
          "tls",
          "tun",
          "vboxvideo",
          "vfio",
          "vfio_iommu_type1",
          "vfio_pci",
          "vport_vxlan",
          "vsock_loopback",
          "x_tables",
          "xfrm_user",
          "xt_limit",
          "zram",
          "zsmalloc");

  /** Files that finders read where they are, and that are in no capture. */
  private static final List<String> OTHERS =
      List.of(
          "etc/passwd",
          "proc/cgroups",
          "proc/crypto",
          "proc/devices",
          "proc/filesystems",
          "proc/kallsyms",
          "proc/mdstat",
          "proc/net/protocols",
          "proc/self/net/protocols",
          "proc/swaps",
          "proc/sys/kernel/osrelease",
          "proc/sys/net/core/default_qdisc",
          "proc/sys/net/ipv4/tcp_available_congestion_control",
          "proc/sys/net/ipv4/tcp_congestion_control",
          "proc/thread-self/net/ip_vs",
          "proc/thread-self/net/netlink",
          "proc/thread-self/net/nfsfs/servers",
          "proc/thread-self/net/ip_tables_names",
          "run/netns/blue",
          "sys/block/zram0/comp_algorithm",
          "sys/block/zram0/initstate",
          "sys/bus/event_source/devices/kprobe/type",
          "sys/class/block/loop0/dev",
          "sys/class/block/loop0/loop/backing_file",
          "sys/class/block/md0/md/level",
          "sys/class/block/sda/dev",
          "sys/class/block/sda/queue/scheduler",
          "sys/class/drm/card0/dev",
          "sys/class/graphics/fb0/name",
          "sys/class/mtd/mtd0/name",
          "sys/class/net/eth0/ifindex",
          "sys/class/scsi_device/0:0:0:0/device/dh_state",
          "sys/class/ubi/ubi0/mtd_num",
          "sys/class/vfio/9/dev",
          "sys/class/vtconsole/vtcon1/bind",
          "sys/class/vtconsole/vtcon1/name",
          "sys/class/watchdog/watchdog0/identity",
          "sys/class/watchdog/watchdog0/nowayout",
          "sys/dev/block/7:0/dev",
          "sys/dev/char/10:200/dev",
          "sys/devices/system/cpu/cpufreq/policy0/affected_cpus",
          "sys/devices/system/cpu/cpufreq/policy0/scaling_available_governors",
          "sys/devices/system/cpu/cpufreq/policy0/scaling_governor",
          "sys/devices/system/cpu/online",
          "sys/fs/btrfs/features/x",
          "sys/kernel/config/usb_gadget/g/UDC",
          "sys/kernel/debug/dma_buf/bufinfo",
          "sys/kernel/debug/dri/0/name",
          "sys/kernel/livepatch/p/enabled",
          "sys/kernel/tracing/current_tracer",
          "sys/kernel/tracing/events/module/module_get/trigger",
          "sys/kernel/tracing/kprobe_events",
          "sys/kernel/tracing/set_event",
          "sys/kernel/tracing/set_ftrace_filter",
          "sys/module/nf_tables/refcnt",
          "sys/module/zswap/parameters/compressor",
          "sys/module/zswap/parameters/enabled",
          "sys/module/zswap/parameters/zpool");

  @TempDir static Path root;

  private static CapturedSystem system;
  private static final List<String> FILES = new ArrayList<>();

  /**
   * Those of them that a link may lead to: not from the captured system to this machine's devices.
   */
  private static final List<String> TARGETS = new ArrayList<>();

  @BeforeAll
  static void layOut() throws IOException {
    system = CapturedSystem.layOut(CAPTURE, root);
    for (String module : MODULES) {
      Path folder = Files.createDirectories(root.resolve("sys/module").resolve(module));
      Files.writeString(folder.resolve("initstate"), "live\n");
      Files.writeString(folder.resolve("refcnt"), "1\n");
    }
    FILES.clear();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> root.relativize(file).toString())
          .sorted()
          .forEach(FILES::add);
    }
    FILES.addAll(OTHERS);
    TARGETS.clear();
    for (String file : FILES) {
      if (!Files.exists(root.resolve(file))
          || root.resolve(file).toRealPath().startsWith(root.toRealPath())) {
        TARGETS.add(file);
      }
    }
    Finders.find(system.module(), new Snapshot(root, system)); // loads what each look needs
  }

  @FuzzTest
  void looksAtAnySystem(FuzzedDataProvider data) throws IOException {
    String module =
        data.consumeBoolean() ? system.module() : data.pickValue(MODULES.toArray(String[]::new));
    try (var changes = new Changes()) {
      for (int left = data.consumeInt(0, 6); left > 0; left--) {
        change(changes, data);
      }
      boolean unused = MadeUp.isTold(() -> look(module, data));
    }
  }

  private static void change(Changes changes, FuzzedDataProvider data) throws IOException {
    Path file = root.resolve(data.pickValue(FILES.toArray(String[]::new)));
    switch (data.consumeInt(0, 5)) {
      case 0 -> changes.remove(file);
      case 1 ->
          changes.link(file, root.resolve(data.pickValue(TARGETS.toArray(String[]::new))) + "");
      case 2 -> changes.link(file, name(data));
      case 3 -> changes.write(file.resolveSibling(name(data).replace('/', ':')), text(data));
      case 4 -> {
        String old = Changes.text(file);
        int from = data.consumeInt(0, old.length());
        int to = data.consumeInt(from, old.length());
        String with = new String(text(data), ISO_8859_1);
        String changed = old.substring(0, from) + with + old.substring(to);
        changes.write(file, changed.getBytes(ISO_8859_1));
      }
      default -> changes.write(file, text(data));
    }
  }

  private static String name(FuzzedDataProvider data) {
    String name = data.consumeAsciiString(20).replace('\0', '0');
    return name.isBlank() || name.equals(".") || name.equals("..") ? "x" : name;
  }

  private static byte[] text(FuzzedDataProvider data) {
    return data.consumeBytes(data.consumeInt(0, 300));
  }

  private static void look(String module, FuzzedDataProvider data) throws IOException {
    SysModule facts = SysModule.read(root.resolve("sys"), module);
    var probe = new MadeUpProbe(system, data);
    Findings findings = Finders.find(module, new Snapshot(root, probe));
    if (facts.useCount().isPresent()) {
      check(
          new Reconciliation(new ProcessDetails(root), new Answer.Host("captured", "captured"))
              .answer(module, facts, new Seen(findings.claims(), findings.unseen(), false)));
    }
  }

  private static void check(Answer answer) {
    assertEquals(answer.useCount(), answer.explained() + answer.prior() + answer.unexplained());
    assertTrue(answer.explained() >= 0 && answer.prior() >= 0 && answer.unexplained() >= 0);
    answer.holders().forEach(holder -> assertTrue(holder.references() >= 0));
  }
}
