package dev.plumbline.gateway.access;

import dev.plumbline.control.Subject;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.usage.Attribution;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param user whom the request says it is for, else the key's; null when nobody is known
 * @param session that the request belongs to
 */
public record Caller(
    VirtualKey key,
    @Nullable String user,
    @Nullable String task,
    @Nullable String session,
    SortedMap<String, String> tags) {
  /** What a request of theirs is charged to. */
  public Subject subject(String model) {
    VirtualKey.Owner owner = key.owner();
    return new Subject(
        key.id(),
        owner.organisation(),
        owner.department(),
        owner.environment(),
        owner.project(),
        task,
        user,
        model);
  }

  /** The same for the ledger, which keeps the project as a tag. */
  public Attribution attribution() {
    VirtualKey.Owner owner = key.owner();
    SortedMap<String, String> all = new TreeMap<>(tags);
    if (owner.project() != null) {
      all.put("project", owner.project());
    }
    return new Attribution(
        key.id(),
        owner.organisation(),
        owner.department(),
        owner.environment(),
        task,
        user,
        session,
        all);
  }
}
