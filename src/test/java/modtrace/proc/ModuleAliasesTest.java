package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ModuleAliasesTest {
  private final ModuleAliases aliases =
      ModuleAliases.parse(
          """
          # Aliases extracted from modules themselves.
          alias fs-iso9660 isofs
          alias fs-ext4 ext4
          alias fs-ext3 ext4
          alias fs-ext2 ext4
          alias block-major-7-* loop
          alias bfq-iosched bfq
          alias dm-snapshot-origin dm_snapshot
          alias pci:v00008086d0000100Esv*sd*bc*sc*i* e1000
          """
              .lines());

  @Test
  void findsTheModuleOfAnAlias() {
    assertEquals(Set.of("isofs", "fs_iso9660"), aliases.of("fs-iso9660"));
    assertEquals(Set.of("bfq", "bfq_iosched"), aliases.of("bfq-iosched"));
  }

  @Test
  void takesAModulesOwnNameWithDashesOrWithout() {
    assertEquals(Set.of("kyber_iosched"), aliases.of("kyber-iosched"));
    assertEquals(Set.of("dm_snapshot", "dm_snapshot_origin"), aliases.of("dm-snapshot-origin"));
  }

  @Test
  void findsTheModuleOfAMajorNumber() {
    assertEquals(Set.of("loop", "block_major_7_3"), aliases.of("block-major-7-3"));
    assertEquals(Set.of("block_major_70_3"), aliases.of("block-major-70-3"));
  }

  @Test
  void namesAllThatAModuleIsAskedForBy() {
    assertEquals(List.of("ext2", "ext3", "ext4"), aliases.namesOf("ext4", "fs-"));
    assertEquals(List.of(), aliases.namesOf("loop", "fs-"));
  }
}
