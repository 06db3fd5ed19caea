package modtrace.finder;

import java.util.List;
import java.util.Map;

/** The numbers by which statfs(2) tells types of file systems (include/uapi/linux/magic.h). */
final class Magic {
  private static final Map<String, Long> BY_TYPE =
      Map.ofEntries(
          Map.entry("ext4", 0xef53L),
          Map.entry("ext3", 0xef53L),
          Map.entry("ext2", 0xef53L),
          Map.entry("xfs", 0x58465342L),
          Map.entry("btrfs", 0x9123683eL),
          Map.entry("f2fs", 0xf2f52010L),
          Map.entry("bcachefs", 0xca451a4eL),
          Map.entry("zfs", 0x2fc12fc1L),
          Map.entry("vfat", 0x4d44L),
          Map.entry("msdos", 0x4d44L),
          Map.entry("exfat", 0x2011bab0L),
          Map.entry("ntfs3", 0x7366746eL),
          Map.entry("iso9660", 0x9660L),
          Map.entry("udf", 0x15013346L),
          Map.entry("squashfs", 0x73717368L),
          Map.entry("erofs", 0xe0f5e1e2L),
          Map.entry("cramfs", 0x28cd3d45L),
          Map.entry("romfs", 0x7275L),
          Map.entry("overlay", 0x794c7630L),
          Map.entry("fuse", 0x65735546L),
          Map.entry("fuseblk", 0x65735546L),
          Map.entry("virtiofs", 0x65735546L),
          Map.entry("fusectl", 0x65735543L),
          Map.entry("nfs", 0x6969L),
          Map.entry("nfs4", 0x6969L),
          Map.entry("nfsd", 0x6e667364L),
          Map.entry("rpc_pipefs", 0x67596969L),
          Map.entry("cifs", 0xff534d42L),
          Map.entry("smb3", 0xfe534d42L),
          Map.entry("ceph", 0x00c36400L),
          Map.entry("9p", 0x01021997L),
          Map.entry("gfs2", 0x01161970L),
          Map.entry("ocfs2", 0x7461636fL),
          Map.entry("nilfs2", 0x3434L),
          Map.entry("reiserfs", 0x52654973L),
          Map.entry("jfs", 0x3153464aL),
          Map.entry("jffs2", 0x72b6L),
          Map.entry("ubifs", 0x24051905L),
          Map.entry("hfs", 0x4244L),
          Map.entry("hfsplus", 0x482bL),
          Map.entry("ecryptfs", 0xf15fL),
          Map.entry("zonefs", 0x5a4f4653L),
          Map.entry("vboxsf", 0x786f4256L),
          Map.entry("autofs", 0x0187L),
          Map.entry("configfs", 0x62656570L),
          Map.entry("efivarfs", 0xde5e81e4L),
          Map.entry("binfmt_misc", 0x42494e4dL));

  private Magic() {}

  /** The types that have that number. */
  static List<String> types(long magic) {
    return BY_TYPE.entrySet().stream()
        .filter(entry -> entry.getValue() == magic)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
