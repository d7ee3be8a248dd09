package dev.plumbline.admin.answer;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the key that a caller means, and words keys. */
public final class Keys {
  private Keys() {}

  /**
   * The key of that id or name.
   *
   * @throws Failure.NotFound with the nearest ones, when there is none
   * @throws Failure.InvalidInput when several have that name
   */
  public static ManagedKey find(ControlBackend backend, String idOrName) {
    List<ManagedKey> all = backend.keys();
    String typed = id(idOrName.strip());
    List<ManagedKey> named = new ArrayList<>();
    for (ManagedKey key : all) {
      if (key.id().equals(typed)) {
        return key;
      }
      if (key.plan().name().equalsIgnoreCase(typed)) {
        named.add(key);
      }
    }
    List<ManagedKey> usable =
        named.stream().filter(key -> key.state() != ManagedKey.State.REVOKED).toList();
    List<ManagedKey> meant = usable.isEmpty() ? named : usable;
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    if (meant.size() > 1) {
      throw new Failure.InvalidInput(
          "%d keys have the name %s.".formatted(meant.size(), Untrusted.of(typed).inline(80)),
          "Name one by its id: "
              + String.join(", ", meant.stream().map(ManagedKey::id).limit(20).toList())
              + ".");
    }
    List<String> names = new ArrayList<>();
    all.forEach(key -> {
      names.add(key.id());
      names.add(key.plan().name());
    });
    throw new Failure.NotFound(
        "There is no key %s.".formatted(Untrusted.of(typed).inline(80)),
        (Nearest.hint(typed, names) + " list_keys shows them all.").strip());
  }

  /** A key given with its secret is known by its public part; the secret goes nowhere. */
  private static String id(String typed) {
    return KeyText.read(typed).map(KeyText::id).orElse(typed);
  }

  /** Name and id, such as {@code ‹web shop› (abcdef123456)}. */
  public static String title(ManagedKey key) {
    return "%s (`%s`)".formatted(Untrusted.of(key.plan().name()).inline(80), key.id());
  }

  /** To whom its spend belongs, in words; a dash when nobody is named. */
  public static String owner(VirtualKey.Owner owner) {
    List<String> parts = new ArrayList<>();
    add(parts, "", owner.department());
    add(parts, "", owner.environment());
    add(parts, "project ", owner.project());
    add(parts, "task ", owner.task());
    add(parts, "user ", owner.user());
    return parts.isEmpty() ? "–" : String.join(" / ", parts);
  }

  private static void add(List<String> parts, String prefix, @Nullable String value) {
    if (value != null) {
      parts.add(prefix + Untrusted.of(value).inline(60));
    }
  }
}
