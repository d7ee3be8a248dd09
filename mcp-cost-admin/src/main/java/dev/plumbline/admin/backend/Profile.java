package dev.plumbline.admin.backend;

import dev.plumbline.kernel.Failure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a system is and can do.
 *
 * @param name for people, such as {@code Portkey}
 * @param address where it is, without a password
 * @param abilities all of them
 */
public record Profile(String name, String address, Map<Ability, Support> abilities) {
  public Profile {
    if (abilities.size() != Ability.values().length) {
      throw new IllegalArgumentException(name + " does not say of every ability whether it has it");
    }
    abilities = Map.copyOf(new EnumMap<>(abilities));
  }

  /** How far it has an ability. */
  public Support of(Ability ability) {
    return Objects.requireNonNull(abilities.get(ability), "every ability is told");
  }

  /** Whether it has an ability at all. */
  public boolean can(Ability ability) {
    return !(of(ability) instanceof Support.None);
  }

  /** Refuses what it cannot do, and says what can be done instead. */
  public void require(Ability ability) {
    if (of(ability) instanceof Support.None none) {
      throw cannot(ability, none.instead());
    }
  }

  /** The refusal of something that it cannot do. */
  public Failure.InvalidInput cannot(Ability ability, String instead) {
    return new Failure.InvalidInput("%s cannot %s.".formatted(name, ability.words()), instead);
  }
}
