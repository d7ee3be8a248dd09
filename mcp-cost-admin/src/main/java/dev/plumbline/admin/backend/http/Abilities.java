package dev.plumbline.admin.backend.http;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.Support;
import java.util.EnumMap;
import java.util.Map;

/** Collects what a system can do. Not thread-safe. */
public final class Abilities {
  private final Map<Ability, Support> all = new EnumMap<>(Ability.class);

  /** It can do these wholly. */
  public Abilities full(Ability... abilities) {
    for (Ability ability : abilities) {
      all.put(ability, new Support.Full());
    }
    return this;
  }

  /** It can do this with bounds. */
  public Abilities partly(Ability ability, String bounds) {
    all.put(ability, new Support.Partly(bounds));
    return this;
  }

  /** It cannot do this. */
  public Abilities none(Ability ability, String instead) {
    all.put(ability, new Support.None(instead));
    return this;
  }

  /** The profile; every ability must have been named. */
  public Profile profile(String name, String address) {
    return new Profile(name, address, all);
  }
}
