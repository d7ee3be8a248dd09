package dev.plumbline.gateway.cli;

import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.gateway.start.Gateway;
import dev.plumbline.gateway.start.GatewayOptions;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.usage.remote.GatewayAddress;
import dev.plumbline.usage.remote.GatewayClient;
import dev.plumbline.usage.remote.GatewayToken;
import dev.plumbline.usage.remote.WireJson;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Starts a gateway and, where that is wanted, a stand-in for providers. */
final class LocalStarter implements Starter {
  /** Each dialect's stand-in takes the prices of the provider that it stands for. */
  private static final Map<String, String> STAND_INS =
      Map.of("stand-in", "openai", "stand-in-anthropic", "anthropic");

  @Override
  public Running start(GatewayOptions options, boolean standIn) {
    StandInProvider provider = standIn ? new StandInProvider() : null;
    try {
      Gateway gateway = Gateway.start(options);
      LocalGateway running = new LocalGateway(gateway, provider);
      if (provider != null) {
        register(options, running, provider.url());
      }
      return running;
    } catch (RuntimeException failed) {
      if (provider != null) {
        provider.close();
      }
      throw failed;
    }
  }

  private static void register(GatewayOptions options, LocalGateway running, String url) {
    GatewayAddress address =
        new GatewayAddress("http://%s:%d".formatted(reachable(options.host()), running.port()));
    GatewayToken token = new GatewayToken(Optional.empty(), options.home());
    try (GatewayClient client = new GatewayClient(address, token, HttpSettings.standard())) {
      STAND_INS.forEach((id, dialect) -> register(client, id, dialect, url));
    } catch (RuntimeException failed) {
      running.close();
      throw failed;
    }
  }

  /** Its port is another one at each start. */
  private static void register(GatewayClient client, String id, String dialect, String url) {
    ObjectNode address = WireJson.object().put("base_url", url);
    try {
      client.send("PATCH", "providers/" + id, address, Map.of());
    } catch (Failure.NotFound first) {
      client.post(
          "providers", address.put("id", id).put("dialect", dialect).put("price_as", dialect));
    }
  }

  private static String reachable(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      String text = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
      return text.contains(":") ? "[" + text + "]" : text;
    } catch (UnknownHostException unknown) {
      return host;
    }
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
