package modtrace.holder;

import java.util.List;

/**
 * What the running system shows of a module.
 *
 * @param claims who has references to it
 * @param unseen what could not be inspected, and may hold it
 * @param permanent whether nothing can ever unload it
 */
public record Seen(List<Claim> claims, List<String> unseen, boolean permanent) {
  public Seen {
    claims = List.copyOf(claims);
    unseen = List.copyOf(unseen);
  }
}
