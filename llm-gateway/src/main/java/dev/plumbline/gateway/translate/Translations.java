package dev.plumbline.gateway.translate;

import dev.plumbline.control.Provider;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.kernel.Failure;
import java.util.Optional;

/** Finds the translation between an application's endpoint and a provider. */
public final class Translations {
  private Translations() {}

  /**
   * The translation for a call to a provider; empty where it has that endpoint itself.
   *
   * @throws Failure.InvalidInput when there is none
   */
  public static Optional<Translation> between(Endpoint endpoint, Provider provider) {
    if (endpoint.dialect() == provider.dialect()) {
      return endpoint == Endpoint.RESPONSES && ResponsesToChat.needed(provider)
          ? Optional.of(new ResponsesToChat())
          : Optional.empty();
    }
    return switch (endpoint) {
      case CHAT_COMPLETIONS -> Optional.of(new ChatToMessages());
      case RESPONSES -> Optional.of(new ResponsesToMessages());
      case MESSAGES -> Optional.of(new MessagesToChat());
      default ->
          throw new Failure.InvalidInput(
              "The endpoint %s cannot be used with the provider '%s', which speaks the %s dialect."
                  .formatted(endpoint.path(), provider.id(), provider.dialect()),
              "Use an endpoint of that dialect, or a model of another provider.");
    };
  }
}
