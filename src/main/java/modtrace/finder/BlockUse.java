package modtrace.finder;

import java.util.List;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel has a block device open for.
 *
 * @param device name of the disk or partition, {@code sda1}
 * @param what the user, {@code /mnt}, {@code swap on /dev/sda1}, {@code dm-0 (root)}
 * @param opens how often it is open: each is one reference on the disk's driver
 * @param evidence how that was seen
 * @param release the command that ends the use; null where there is none
 * @param upper name of the block device that uses it; null where no device does
 */
record BlockUse(
    String device,
    Kind kind,
    String what,
    int opens,
    List<String> evidence,
    @Nullable String namespace,
    @Nullable String release,
    @Nullable String upper) {
  Claim claim() {
    return claim(opens);
  }

  Claim claim(int references) {
    return Claim.of(kind, what, references, evidence.toArray(String[]::new))
        .in(namespace)
        .releasedBy(release);
  }

  BlockUse with(List<String> allEvidence, @Nullable String command) {
    return new BlockUse(device, kind, what, opens, allEvidence, namespace, command, upper);
  }
}
