package dev.plumbline.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an application shows to be let in.
 *
 * @param id the public part of the key, twelve characters, safe to log
 * @param secrets hashes of the secrets that are valid, newest first
 * @param models the models and route aliases allowed, {@code *} at the end of a name matches any
 *     rest; empty for all
 * @param providers the providers allowed; empty for all
 * @param expires null for never
 */
public record VirtualKey(
    String id,
    String name,
    List<Secret> secrets,
    State state,
    Owner owner,
    List<String> models,
    List<String> providers,
    Rules rules,
    @Nullable Instant expires,
    Instant created,
    SortedMap<String, String> metadata,
    long version)
    implements Entry {
  public VirtualKey {
    secrets = List.copyOf(secrets);
    models = List.copyOf(models);
    providers = List.copyOf(providers);
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** Whether a key lets in. A revoked one never does again. */
  public enum State {
    ACTIVE,
    BLOCKED,
    REVOKED
  }

  /**
   * One secret of a key.
   *
   * @param hash SHA-256 of the whole key text, in hexadecimal
   * @param until when it ends, as after a rotation; null for never
   */
  public record Secret(String hash, @Nullable Instant until) {
    /** Whether it lets in at a moment. */
    public boolean validAt(Instant now) {
      return until == null || now.isBefore(until);
    }
  }

  /** To whom the spend of a key belongs. */
  public record Owner(
      @Nullable String organisation,
      @Nullable String department,
      @Nullable String environment,
      @Nullable String project,
      @Nullable String task,
      @Nullable String user) {}

  /**
   * What a key may do beyond the usual.
   *
   * @param passThrough whether other endpoints of a provider are open to it
   * @param unpriced whether requests that cannot be priced pass although a budget counts them
   * @param whenStoreDown whether a known key keeps working while the store cannot be reached
   * @param attribution whether request headers may name another user, task, session and tags
   */
  public record Rules(
      boolean passThrough, boolean unpriced, boolean whenStoreDown, boolean attribution) {
    /** Nothing beyond the usual; headers may attribute. */
    public static final Rules USUAL = new Rules(false, false, true, true);
  }

  /** The same with other metadata of its own choosing. */
  public VirtualKey with(Map<String, String> other) {
    return new VirtualKey(
        id,
        name,
        secrets,
        state,
        owner,
        models,
        providers,
        rules,
        expires,
        created,
        new TreeMap<>(other),
        version);
  }

  /** The next version with these secrets. */
  public VirtualKey withSecrets(List<Secret> other) {
    return new VirtualKey(
        id,
        name,
        other,
        state,
        owner,
        models,
        providers,
        rules,
        expires,
        created,
        metadata,
        version + 1);
  }

  /** The next version in this state. */
  public VirtualKey withState(State other) {
    return new VirtualKey(
        id,
        name,
        secrets,
        other,
        owner,
        models,
        providers,
        rules,
        expires,
        created,
        metadata,
        version + 1);
  }

  /**
   * The next version with a further secret. The older ones end after {@code grace}, or earlier
   * where they do already.
   */
  public VirtualKey rotated(KeyText fresh, Instant now, Duration grace) {
    if (!fresh.id().equals(id)) {
      throw new IllegalArgumentException("a secret of " + fresh.id() + " for " + id);
    }
    Instant end = now.plus(grace);
    List<Secret> all = new ArrayList<>();
    all.add(new Secret(fresh.hash(), null));
    for (Secret old : secrets) {
      if (old.validAt(now)) {
        Instant until = old.until() == null || end.isBefore(old.until()) ? end : old.until();
        all.add(new Secret(old.hash(), until));
      }
    }
    return withSecrets(all);
  }
}
