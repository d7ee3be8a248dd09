package dev.plumbline.gateway.cli;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Breaker;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.gateway.start.Gateway;
import dev.plumbline.gateway.start.GatewayOptions;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Starts a gateway and, where that is wanted, a stand-in for providers. */
final class LocalStarter implements Starter {
  @Override
  public Running start(GatewayOptions options, boolean standIn) {
    StandInProvider provider = standIn ? new StandInProvider() : null;
    try {
      LocalGateway running = new LocalGateway(Gateway.start(options), provider);
      if (provider != null) {
        register(running, provider.url());
      }
      return running;
    } catch (RuntimeException failed) {
      if (provider != null) {
        provider.close();
      }
      throw failed;
    }
  }

  private static void register(LocalGateway running, String url) {
    try {
      running.gateway().register(standIn("stand-in", Dialect.OPENAI, "openai", url));
      running
          .gateway()
          .register(standIn("stand-in-anthropic", Dialect.ANTHROPIC, "anthropic", url));
    } catch (RuntimeException failed) {
      running.gateway().close();
      throw failed;
    }
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

  private record LocalGateway(Gateway gateway, @Nullable StandInProvider provider)
      implements Running {
    @Override
    public int port() {
      return gateway.port();
    }

    @Override
    public void close() {
      gateway.close();
      if (provider != null) {
        provider.close();
      }
    }
  }
}
