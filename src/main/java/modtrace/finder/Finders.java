package modtrace.finder;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import modtrace.proc.FileStat;
import modtrace.proc.Unreadable;

/** All finders, in the order in which their findings are shown. */
public final class Finders {
  private static final List<Finder> ALL =
      List.of(
          new DeviceFileFinder(),
          new MountFinder(),
          new UnmountedFinder(),
          new MountOptionFinder(),
          new QuotaFinder(),
          new BlockDeviceFinder(),
          new DeviceMapperFinder(),
          new RaidFinder(),
          new MtdFinder(),
          new SchedulerFinder(),
          new ScsiHandlerFinder(),
          new NftFinder(),
          new LinkFinder(),
          new QdiscFinder(),
          new TcFilterFinder(),
          new TcActionFinder(),
          new RouteFinder(),
          new CryptoFinder(),
          new ConfigfsFinder(),
          new DrmFinder(),
          new FramebufferFinder(),
          new WatchdogFinder(),
          new LivepatchFinder(),
          new ZswapFinder(),
          new CpuFrequencyFinder(),
          new EventTriggerFinder(),
          new TracerFinder(),
          new VirtualMachineFinder(),
          new VfioFinder(),
          new DmaBufferFinder(),
          new LoadFinder(),
          new NfsClientFinder(),
          new RpcCacheFinder(),
          new KernelThreadFinder(),
          new XfrmFinder(),
          new IpvsFinder(),
          new IpsetFinder(),
          new L2tpFinder(),
          new TeamFinder(),
          new OpenVswitchFinder(),
          new XtablesFinder(),
          new LineDisciplineFinder(),
          new MappedDeviceFinder(),
          new RingFileFinder(),
          new SocketFinder(),
          new SocketKindFinder(),
          new ControlSocketFinder(),
          new CongestionFinder(),
          new UlpFinder());

  private Finders() {}

  /**
   * The modules that an open of a device node would hold; none where the system does not tell.
   *
   * @throws IOException where it cannot be looked at
   */
  public static List<String> modulesOf(FileStat node, Snapshot system) throws IOException {
    if (!node.isDevice()) {
      return List.of();
    }
    return system.deviceOwners().of(node.isBlock(), node.number(), null).stream()
        .map(DeviceOwner::module)
        .distinct()
        .toList();
  }

  /** What the running system shows of a module's holders. */
  public static Findings find(String module, Snapshot system) {
    Map<Finder, Findings> found = new HashMap<>();
    look(true, module, system, found); // libc is loaded meanwhile: processes are read quickly by it
    look(false, module, system, found);
    var findings = new Findings();
    for (Finder finder : ALL) {
      findings.add(Objects.requireNonNull(found.get(finder)));
    }
    limits(system, findings);
    return findings;
  }

  private static void look(
      boolean brief, String module, Snapshot system, Map<Finder, Findings> found) {
    for (Finder finder : ALL) {
      if (finder.isBrief() == brief) {
        found.put(finder, find(finder, module, system));
      }
    }
  }

  private static Findings find(Finder finder, String module, Snapshot system) {
    var findings = new Findings();
    try {
      finder.find(module, system, findings);
    } catch (IOException e) {
      findings.unseen(finder.kind() + ": " + why(e));
    }
    return findings;
  }

  /** What no finder can know. */
  private static void limits(Snapshot system, Findings findings) {
    try {
      for (String hidden : system.hiddenProcesses()) {
        findings.unseen(hidden);
      }
      if (!system.aliases().areKnown()) {
        findings.unseen("what modules are asked for by: no modules.alias of this kernel is there");
      }
    } catch (IOException e) {
      findings.unseen(why(e));
    }
  }

  /** These exceptions name the file alone. */
  private static String why(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return "there is no " + missing.getFile();
    }
    return Unreadable.isRefused(e) && e instanceof FileSystemException refused
        ? refused.getFile() + ": permission denied"
        : String.valueOf(e.getMessage());
  }
}
