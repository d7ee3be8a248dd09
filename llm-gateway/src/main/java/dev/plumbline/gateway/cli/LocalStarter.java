package dev.plumbline.gateway.cli;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Breaker;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.gateway.start.Gateway;
import dev.plumbline.gateway.start.GatewayOptions;
import dev.plumbline.kernel.Once;
import java.util.List;
import java.util.TreeMap;

/** Starts a gateway and, where that is wanted, a stand-in for providers. */
final class LocalStarter implements Starter {
  @Override
  public Running start(GatewayOptions options, boolean standIn) {
    Once<StandInProvider> provider = new Once<>(StandInProvider::new);
    try {
      Gateway gateway =
          Gateway.start(options, () -> standIn ? providers(provider.get()) : List.of());
      return new LocalGateway(gateway, provider);
    } catch (RuntimeException failed) {
      provider.made().ifPresent(StandInProvider::close);
      throw failed;
    }
  }

  private static List<Provider> providers(StandInProvider provider) {
    return List.of(
        standIn("stand-in", Dialect.OPENAI, "openai", provider.url()),
        standIn("stand-in-anthropic", Dialect.ANTHROPIC, "anthropic", provider.url()));
  }

  /** Each dialect's stand-in takes the prices of the provider that it stands for. */
  private static Provider standIn(String id, Dialect dialect, String priceAs, String url) {
    return new Provider(
        id,
        dialect,
        url,
        null,
        new TreeMap<>(),
        new TreeMap<>(),
        priceAs,
        null,
        0,
        Breaker.USUAL,
        1);
  }

  private record LocalGateway(Gateway gateway, Once<StandInProvider> provider) implements Running {
    @Override
    public int port() {
      return gateway.port();
    }

    @Override
    public void close() {
      gateway.close();
      provider.made().ifPresent(StandInProvider::close);
    }
  }
}
