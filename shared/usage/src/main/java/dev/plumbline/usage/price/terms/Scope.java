package dev.plumbline.usage.price.terms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a price, a discount or a multiplier is for.
 *
 * @param from the first moment it holds; null for always before
 * @param to the first moment it no longer holds; null for ever
 * @param tier the only service tier it is for; null for every tier
 * @param department the only department; null for all
 * @param key the only virtual key, by its public part; null for all
 */
public record Scope(
    NamePattern provider,
    NamePattern model,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String tier,
    @Nullable String department,
    @Nullable String key) {
  /** Whether it holds in a situation. */
  public boolean holds(Situation situation) {
    return (from == null || !situation.time().isBefore(from))
        && (to == null || situation.time().isBefore(to))
        && (tier == null || tier.equals(situation.tier()))
        && (department == null || department.equals(situation.department()))
        && (key == null || key.equals(situation.key()))
        && provider.matches(situation.providers())
        && model.matches(situation.models());
  }

  /** The same for every service tier. */
  Scope ofEveryTier() {
    return new Scope(provider, model, from, to, null, department, key);
  }

  /** As people read it. */
  public String text() {
    StringBuilder text = new StringBuilder(provider.text()).append(':').append(model.text());
    append(text, " from ", from);
    append(text, " to ", to);
    append(text, " tier ", tier);
    append(text, " department ", department);
    append(text, " key ", key);
    return text.toString();
  }

  private static void append(StringBuilder text, String label, @Nullable Object value) {
    if (value != null) {
      text.append(label).append(value);
    }
  }
}
