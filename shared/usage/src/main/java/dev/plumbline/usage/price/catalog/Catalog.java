package dev.plumbline.usage.price.catalog;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Providers, their models and list prices of one version; safe for many threads. */
public final class Catalog {
  private static final int REMEMBERED = 10_000;
  private static final Pattern COMPACT_DATE =
      Pattern.compile("-(20\\d{2})(\\d{2})(\\d{2})(?=-|:|$)");
  private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*\\]$");

  private final String version;
  private final Units units;
  private final List<Provider> providers;
  private final Map<Name, Optional<Listing>> found = new ConcurrentHashMap<>();

  /** A model and the provider that was asked for it. */
  public record Listing(Provider provider, Model model) {}

  private record Name(String provider, String model) {}

  Catalog(String version, Units units, List<Provider> providers) {
    this.version = version;
    this.units = units;
    this.providers = List.copyOf(providers);
  }

  /** Which data this is, such as {@code genai-prices 0.1.8}. */
  public String version() {
    return version;
  }

  /** What it counts. */
  public Units units() {
    return units;
  }

  /** All providers, in the order in which their names are tried. */
  public List<Provider> providers() {
    return providers;
  }

  /**
   * The model that a source means.
   *
   * @param provider its id or a name for it; {@code litellm} or an empty text when only the model
   *     is known
   */
  public Optional<Listing> find(String provider, String model) {
    Name name = new Name(lower(provider), lower(model));
    Optional<Listing> known = found.get(name);
    if (known != null) {
      return known;
    }
    if (found.size() >= REMEMBERED) {
      found.clear();
    }
    Optional<Listing> listing = look(name.provider(), name.model());
    found.put(name, listing);
    return listing;
  }

  /** The provider of an id or a name for it. */
  public Optional<Provider> provider(String name) {
    String wanted = lower(name);
    return providers.stream()
        .filter(provider -> provider.id().equals(wanted))
        .findFirst()
        .or(() -> providers.stream().filter(provider -> provider.isNamed(wanted)).findFirst());
  }

  private Optional<Listing> look(String provider, String model) {
    int slash = model.indexOf('/');
    if (provider.equals("litellm") && slash > 0 && slash < model.length() - 1) {
      String prefix = model.substring(0, slash);
      if (provider(prefix).isPresent()) {
        return look(prefix, model.substring(slash + 1));
      }
    }
    Optional<Provider> meant = provider.isEmpty() ? Optional.empty() : provider(provider);
    if (meant.isEmpty() && (provider.isEmpty() || provider.equals("litellm"))) {
      meant = providers.stream().filter(candidate -> candidate.ownsModel(model)).findFirst();
    }
    return meant.flatMap(at ->
        spellings(at, model).stream()
            .flatMap(spelling -> model(at, spelling).stream())
            .findFirst()
            .map(listed -> new Listing(at, listed)));
  }

  private Optional<Model> model(Provider provider, String name) {
    Optional<Model> own = provider.model(name);
    if (own.isPresent()) {
      return own;
    }
    return provider.fallbacks().stream()
        .flatMap(id -> providers.stream().filter(other -> other.id().equals(id)))
        .flatMap(other -> other.model(name).stream())
        .findFirst();
  }

  /** The name, then with its date spelt out, then without a provider prefix or a bracketed end. */
  private static List<String> spellings(Provider provider, String name) {
    List<String> spellings = new ArrayList<>(List.of(name, withDashedDate(name)));
    String bare = BRACKETS.matcher(name).replaceFirst("");
    String prefix = provider.id() + "/";
    bare = bare.startsWith(prefix) ? bare.substring(prefix.length()) : bare;
    if (!bare.equals(name)) {
      spellings.add(bare);
      spellings.add(withDashedDate(bare));
    }
    return spellings;
  }

  private static String withDashedDate(String name) {
    return COMPACT_DATE
        .matcher(name)
        .replaceAll(date -> {
          String dashed = date.group(1) + "-" + date.group(2) + "-" + date.group(3);
          try {
            return "-" + LocalDate.parse(dashed);
          } catch (DateTimeException noDate) {
            return date.group();
          }
        });
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT).strip();
  }
}
