package dev.plumbline.gateway.trace;

import dev.plumbline.control.Provider;
import io.opentelemetry.api.trace.Span;
import java.net.URI;

/**
 * Where a provider listens.
 *
 * @param host empty when its address is no address
 * @param port -1 when unknown
 */
record Server(String host, int port) {
  static Server of(Provider provider) {
    try {
      URI address = URI.create(provider.baseUrl());
      int usual = "http".equals(address.getScheme()) ? 80 : 443;
      String host = address.getHost();
      return new Server(
          host == null ? "" : host, address.getPort() < 0 ? usual : address.getPort());
    } catch (IllegalArgumentException noAddress) {
      return new Server("", -1);
    }
  }

  void describe(Span span) {
    if (!host.isEmpty()) {
      span.setAttribute("server.address", host);
      span.setAttribute("server.port", port);
    }
  }
}
