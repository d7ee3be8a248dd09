package dev.plumbline.gateway.start;

import dev.plumbline.control.Actor;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.Entry;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.jdbc.ControlStores;
import dev.plumbline.gateway.standin.StandInControl;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.kernel.Settings;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.query.EventSearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A gateway of its own, its provider, and one key. */
final class House implements AutoCloseable {
  static final Actor TEST = new Actor("test");
  private static final TimeRange EVER =
      new TimeRange(
          Instant.parse("2020-01-01T00:00:00Z"),
          Instant.parse("2100-01-01T00:00:00Z"),
          ZoneOffset.UTC);

  private final Path home;
  private final StandInProvider provider = new StandInProvider();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Gateway gateway;
  private final String key;

  /** Starts everything with these entries set up beside the key and both dialects' provider. */
  House(Path home, Entry... entries) {
    this.home = home;
    KeyText text = KeyText.make();
    this.key = text.secretText();
    try (ControlStore store = new ControlStores(Map.of()).open(database())) {
      store.put(Provider.of("openai", Dialect.OPENAI, provider.url(), null), TEST);
      store.put(Provider.of("anthropic", Dialect.ANTHROPIC, provider.url(), null), TEST);
      store.put(key(text), TEST);
      for (Entry entry : entries) {
        store.put(entry, TEST);
      }
    }
    this.gateway = start();
  }

  static VirtualKey key(KeyText text) {
    return new VirtualKey(
        text.id(),
        "test key",
        List.of(new VirtualKey.Secret(text.hash(), null)),
        VirtualKey.State.ACTIVE,
        new VirtualKey.Owner("acme", "shop", "test", null, null, null),
        List.of(),
        List.of(),
        VirtualKey.Rules.USUAL,
        null,
        Instant.parse("2026-01-01T00:00:00Z"),
        new TreeMap<>(),
        1);
  }

  private String database() {
    return "duckdb:" + home.resolve("control.duckdb");
  }

  private Gateway start() {
    Map<String, String> environment = Map.of("PLUMBLINE_HOME", home.toString());
    Settings settings = Settings.load(GatewayOptions.SETTINGS, environment, null);
    return Gateway.start(GatewayOptions.of("127.0.0.1", 0, settings, environment));
  }

  String key() {
    return key;
  }

  String url() {
    return "http://127.0.0.1:" + gateway.port();
  }

  StandInControl provider() {
    return provider.control();
  }

  /** Posts JSON with the key as a bearer token. */
  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Gets a page with the key. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("authorization", "Bearer " + key)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Stops the gateway and reads what is in its ledger, oldest first. */
  List<UsageEvent> ledger() {
    gateway.close();
    try (LedgerReader reader =
        new Ledgers(Map.of()).reader("duckdb:" + home.resolve("ledger.duckdb"))) {
      return reader.events(new EventSearch(EVER, List.of(), EventSearch.Order.OLDEST, 1000, 0));
    }
  }

  @Override
  public void close() {
    gateway.close();
    provider.close();
    client.close();
  }
}
