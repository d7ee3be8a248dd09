package dev.plumbline.admin.backend.http;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks what is planned for keys against what a vendor can do and what there is. */
public final class KeyPlans {
  private static final Duration CLOSE = Duration.ofSeconds(30);

  private KeyPlans() {}

  /** Refuses what a vendor can keep of no key. */
  public static void check(Profile profile, KeyPlan plan) {
    if (plan.name().isBlank()) {
      throw new Failure.InvalidInput("A key needs a name.", "Give it one.");
    }
    if (!plan.models().isEmpty()) {
      profile.require(Ability.KEY_MODELS);
    }
    if (!plan.providers().isEmpty()) {
      throw new Failure.InvalidInput(
          "%s cannot restrict a key to providers.".formatted(profile.name()),
          profile.can(Ability.KEY_MODELS)
              ? "Restrict it to models instead."
              : "Leave the providers out.");
    }
    if (plan.expires() != null) {
      profile.require(Ability.KEY_EXPIRY);
    }
  }

  /** Refuses an expiry that is over. */
  public static void checkExpiry(KeyPlan plan, Instant now) {
    Instant expires = plan.expires();
    if (expires != null && !expires.isAfter(now)) {
      throw new Failure.InvalidInput(
          "The key would have expired at %s.".formatted(expires), "Choose a later moment.");
    }
  }

  /**
   * A key with the secret that only now is known. What cannot be read back at the moment is taken
   * as planned, so the secret is not lost; a key that is not as planned is removed again.
   *
   * @param planned the key as it was asked for
   */
  public static IssuedKey made(
      Profile profile,
      ManagedKey planned,
      String secret,
      Supplier<ManagedKey> read,
      Runnable remove) {
    ManagedKey key = readOr(read, planned);
    try {
      return new IssuedKey(kept(profile, planned.plan(), key), secret, null);
    } catch (Failure.Upstream other) {
      remove.run();
      throw other;
    }
  }

  /** A key as it is, or as it must be while it cannot be read. */
  public static ManagedKey readOr(Supplier<ManagedKey> read, ManagedKey otherwise) {
    try {
      return read.get();
    } catch (Failure.Upstream | Failure.LimitReached unread) {
      return otherwise;
    }
  }

  /** Fails when a vendor did not keep what was planned; the expiry may differ by some seconds. */
  public static ManagedKey kept(Profile profile, KeyPlan wanted, ManagedKey key) {
    KeyPlan got = key.plan();
    boolean same =
        got.name().equals(wanted.name())
            && got.owner().equals(wanted.owner())
            && got.models().equals(wanted.models())
            && got.metadata().equals(wanted.metadata())
            && close(got.expires(), wanted.expires());
    if (!same) {
      throw new Failure.Upstream(
          "%s took the change of the key %s, but does not show it."
              .formatted(profile.name(), key.id()),
          "Look at the key: its version of the API may not know all of it.",
          null);
    }
    return key;
  }

  private static boolean close(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return Duration.between(one, other).abs().compareTo(CLOSE) < 0;
  }

  /** Refuses to change what others changed since it was read. */
  public static void unchanged(ManagedKey given, ManagedKey current) {
    if (!Objects.equals(given.plan(), current.plan())) {
      throw new Failure.Conflict(
          "The key %s was changed meanwhile.".formatted(given.id()),
          "Look at it again, and repeat the change if it is still wanted.");
    }
  }
}
