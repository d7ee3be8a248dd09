package dev.plumbline.gateway.access;

import dev.plumbline.control.ControlView;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.gateway.call.CallRefused;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.usage.price.catalog.Catalog;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds where a call goes: the route of that alias, {@code provider/model}, or the provider that
 * the price catalog lists the model under, else the first one of the caller's dialect.
 */
public final class Plan {
  private final Supplier<Catalog> catalog;

  /** Knows models by a catalog, which is read when it is first needed. */
  public Plan(Supplier<Catalog> catalog) {
    this.catalog = catalog;
  }

  /**
   * The route of a call.
   *
   * @throws CallRefused when the key may not use the model, or when nothing serves it
   */
  public Route route(LlmCall call, VirtualKey key, ControlView view) {
    String model = call.model();
    checkModel(key, model);
    Route route =
        view.route(model).or(() -> direct(call, view)).orElseThrow(() -> unserved(model, view));
    List<Route.Target> allowed =
        route.targets().stream().filter(target -> mayUse(key, target.provider())).toList();
    if (allowed.isEmpty()) {
      throw new CallRefused(
          403,
          "provider_not_allowed",
          "The key %s may not use a provider that serves '%s'. It may use: %s."
              .formatted(key.id(), model, String.join(", ", key.providers())));
    }
    return new Route(route.id(), allowed, route.retry(), route.timeouts(), route.version());
  }

  /** Whether a key may use a provider. */
  public static boolean mayUse(VirtualKey key, String provider) {
    return key.providers().isEmpty() || key.providers().contains(provider);
  }

  /** Whether a key may ask for a model or an alias. */
  public static boolean mayAsk(VirtualKey key, String model) {
    return key.models().isEmpty() || key.models().stream().anyMatch(each -> matches(each, model));
  }

  private static boolean matches(String pattern, String model) {
    return pattern.endsWith("*")
        ? model.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(model);
  }

  private static void checkModel(VirtualKey key, String model) {
    if (!mayAsk(key, model)) {
      throw new CallRefused(
          403,
          "model_not_allowed",
          "The key %s may not use the model '%s'. It may use: %s."
              .formatted(key.id(), model, String.join(", ", key.models())));
    }
  }

  private Optional<Route> direct(LlmCall call, ControlView view) {
    String model = call.model();
    int slash = model.indexOf('/');
    if (slash > 0) {
      Optional<Provider> named = view.provider(model.substring(0, slash));
      if (named.isPresent()) {
        return Optional.of(Route.to(model, named.get().id(), model.substring(slash + 1)));
      }
    }
    return listed(call, view)
        .or(() -> sole(call, view))
        .map(provider -> Route.to(model, provider.id(), model));
  }

  private Optional<Provider> listed(LlmCall call, ControlView view) {
    return catalog
        .get()
        .find("", call.model())
        .map(listing -> listing.provider().id())
        .flatMap(id ->
            view.state().providers().stream()
                .filter(provider -> provider.pricedAs().equals(id))
                .findFirst());
  }

  /** The one provider of the caller's dialect, where there is no choice. */
  private static Optional<Provider> sole(LlmCall call, ControlView view) {
    List<Provider> same =
        view.state().providers().stream()
            .filter(provider -> provider.dialect() == call.endpoint().dialect())
            .toList();
    return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
  }

  private static CallRefused unserved(String model, ControlView view) {
    List<String> routes = view.state().routes().stream().map(Route::id).toList();
    List<String> providers = view.state().providers().stream().map(Provider::id).toList();
    String hint = Nearest.hint(model, routes).strip();
    return new CallRefused(
        404,
        "model_not_found",
        Stream.of(
                "No route and no provider serves the model '" + model + "'.",
                hint,
                routes.isEmpty() ? "" : "Routes: " + String.join(", ", routes) + ".",
                providers.isEmpty()
                    ? "No provider is set up."
                    : "Or write PROVIDER/MODEL with one of: " + String.join(", ", providers) + ".")
            .filter(part -> !part.isEmpty())
            .reduce((one, two) -> one + " " + two)
            .orElse(""));
  }
}
