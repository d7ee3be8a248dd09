package dev.plumbline.gateway.provider;

import dev.plumbline.control.Provider;
import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of providers, from the environment or from files, which are read again now and then so
 * that a new key is taken over. Safe for many threads.
 */
public final class ProviderKeys {
  private static final String VARIABLE = "env:";
  private static final String FILE = "file:";
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  private final Map<String, String> environment;
  private final Map<String, Known> files = new ConcurrentHashMap<>();

  private record Known(String key, long nanos) {}

  /** Knows the variables of an environment. */
  public ProviderKeys(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The key of a provider; empty when it needs none.
   *
   * @throws Failure.Misconfigured when it is not where the provider says
   */
  public Optional<String> of(Provider provider) {
    String from = provider.keyFrom();
    if (from == null || from.isBlank()) {
      return Optional.empty();
    }
    if (from.startsWith(VARIABLE)) {
      String name = from.substring(VARIABLE.length());
      return Optional.of(sound(provider, from, environment.getOrDefault(name, "")));
    }
    if (from.startsWith(FILE)) {
      return Optional.of(file(provider, from));
    }
    throw new Failure.Misconfigured(
        "The provider '%s' has its key from '%s'.".formatted(provider.id(), nameOnly(from)),
        "Name an environment variable as env:NAME or a file as file:PATH.");
  }

  /** Somebody may have put the key itself there, which must not be shown. */
  private static String nameOnly(String from) {
    int colon = from.indexOf(':');
    return colon < 0 ? "…" : from.substring(0, colon + 1) + "…";
  }

  private String file(Provider provider, String from) {
    Known known = files.get(from);
    if (known != null && System.nanoTime() - known.nanos() < FRESH_NANOS) {
      return known.key();
    }
    try {
      String text = Files.readString(Path.of(from.substring(FILE.length())));
      String key = sound(provider, from, text);
      files.put(from, new Known(key, System.nanoTime()));
      return key;
    } catch (IOException | InvalidPathException unreadable) {
      throw missing(provider, from);
    }
  }

  private static String sound(Provider provider, String from, String text) {
    String key = text.strip();
    if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      throw missing(provider, from);
    }
    return key;
  }

  private static Failure missing(Provider provider, String from) {
    return new Failure.Misconfigured(
        "The key of the provider '%s' is not in %s.".formatted(provider.id(), from),
        "Put it there, as one line without spaces.");
  }
}
