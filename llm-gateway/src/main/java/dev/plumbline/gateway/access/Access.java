package dev.plumbline.gateway.access;

import dev.plumbline.control.ControlView;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.gateway.call.CallRefused;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets those in who show a valid virtual key. Safe for many threads. */
public final class Access {
  /** What an unknown key is compared with, so that it takes as long as a wrong one. */
  private static final VirtualKey NOBODY =
      new VirtualKey(
          "",
          "",
          List.of(new VirtualKey.Secret("0".repeat(64), null)),
          VirtualKey.State.REVOKED,
          new VirtualKey.Owner(null, null, null, null, null, null),
          List.of(),
          List.of(),
          VirtualKey.Rules.USUAL,
          null,
          Instant.EPOCH,
          new TreeMap<>(),
          1);

  private final Guessing guessing;

  /** Lets in. */
  public Access(Guessing guessing) {
    this.guessing = guessing;
  }

  /**
   * Who sends a request.
   *
   * @param header the value of a header by its name in lower case; null when it is absent
   * @param peer the network address it comes from
   * @throws CallRefused when nobody known does
   */
  public Caller caller(
      ControlView view, Function<String, @Nullable String> header, String peer, Instant now) {
    guessing.check(peer);
    String text = text(header);
    Optional<KeyText> shown = KeyText.read(text);
    Optional<VirtualKey> known = shown.flatMap(key -> view.key(key.id()));
    if (!shown.map(key -> key.opens(known.orElse(NOBODY), now)).orElse(false)) {
      guessing.failed(peer);
      throw new CallRefused(
          401,
          text.isEmpty() ? "missing_api_key" : "invalid_api_key",
          text.isEmpty()
              ? "No API key was sent. Send a virtual key (pl-…) as a bearer token or x-api-key."
              : "The API key is unknown or wrong. Send a virtual key (pl-…) of this gateway.");
    }
    VirtualKey key = known.orElseThrow();
    checkState(key, now);
    return AttributionHeaders.read(key, header);
  }

  /** Refuses a key that does not let in now. */
  public static void checkState(VirtualKey key, Instant now) {
    if (key.state() != VirtualKey.State.ACTIVE) {
      String state = key.state().name().toLowerCase(Locale.ROOT);
      throw new CallRefused(
          403,
          "key_" + state,
          "The key %s (%s) is %s. Ask its operator for another one."
              .formatted(key.id(), key.name(), state));
    }
    if (key.expires() != null && !now.isBefore(key.expires())) {
      throw new CallRefused(
          403,
          "key_expired",
          "The key %s (%s) expired at %s. Ask its operator for another one."
              .formatted(key.id(), key.name(), key.expires()));
    }
  }

  private static String text(Function<String, @Nullable String> header) {
    String own = header.apply("x-api-key");
    if (own != null && !own.isBlank()) {
      return own.strip();
    }
    String bearer = header.apply("authorization");
    if (bearer == null) {
      return "";
    }
    boolean named = bearer.regionMatches(true, 0, "Bearer ", 0, 7);
    return named ? bearer.substring(7).strip() : bearer.strip();
  }

  /** Throttles those who try keys. */
  public interface Guessing {
    /** Refuses an address that failed too often. */
    void check(String peer);

    /** Counts a failure of an address. */
    void failed(String peer);
  }

  /** Headers of a refusal that say when to try again. */
  static Map<String, String> after(long seconds) {
    return Map.of("retry-after", String.valueOf(seconds));
  }
}
