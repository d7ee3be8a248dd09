package dev.plumbline.gateway.start;

import dev.plumbline.control.Actor;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.Entry;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.jdbc.ControlStores;
import dev.plumbline.gateway.standin.StandInControl;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A gateway of its own, its provider, and one key. */
final class House implements AutoCloseable {
  static final Actor TEST = new Actor("test");

  private final Ground ground;
  private final StandInProvider provider;
  private final boolean ownProvider;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String key;
  private Gateway gateway;

  /** Starts everything with these entries set up beside the key and both dialects' provider. */
  House(Path home, Entry... entries) {
    this(Ground.embedded(home), entries);
  }

  /** The same on other ground. */
  House(Ground ground, Entry... entries) {
    this.ground = ground;
    this.provider = new StandInProvider();
    this.ownProvider = true;
    KeyText text = KeyText.make();
    this.key = text.secretText();
    try (ControlStore store = new ControlStores(Map.of()).open(ground.database())) {
      store.put(Provider.of("openai", Dialect.OPENAI, provider.url(), ground.keyFrom()), TEST);
      store.put(
          Provider.of("anthropic", Dialect.ANTHROPIC, provider.url(), ground.keyFrom()), TEST);
      store.put(key(text), TEST);
      for (Entry entry : entries) {
        store.put(entry, TEST);
      }
    }
    this.gateway = ground.start();
  }

  private House(House first, Path home) {
    this.ground = first.ground.at(home);
    this.provider = first.provider;
    this.ownProvider = false;
    this.key = first.key;
    this.gateway = ground.start();
  }

  /** Another gateway with the same database, provider and key. */
  House replica(Path home) {
    return new House(this, home);
  }

  static VirtualKey key(KeyText text) {
    return key(
        text,
        new VirtualKey.Owner("acme", "shop", "test", null, null, null),
        VirtualKey.Rules.USUAL);
  }

  static VirtualKey key(KeyText text, VirtualKey.Owner owner, VirtualKey.Rules rules) {
    return new VirtualKey(
        text.id(),
        "test key",
        List.of(new VirtualKey.Secret(text.hash(), null)),
        VirtualKey.State.ACTIVE,
        owner,
        List.of(),
        List.of(),
        rules,
        null,
        Instant.parse("2026-01-01T00:00:00Z"),
        new TreeMap<>(),
        1);
  }

  /** Sets something up while the gateway runs. */
  void put(Entry entry) {
    gateway.put(entry, TEST);
  }

  Ground ground() {
    return ground;
  }

  String key() {
    return key;
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return gateway.port();
  }

  SpendGuard guard() {
    return gateway.guard();
  }

  StandInControl provider() {
    return provider.control();
  }

  /** Posts JSON with the key as a bearer token. */
  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return postAs(key, path, body, headers);
  }

  /** Posts JSON with another key. */
  HttpResponse<String> postAs(String other, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("authorization", "Bearer " + other)
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

  /** Stops the gateway and starts another one on the same home. */
  void restart() {
    gateway.close();
    gateway = ground.start();
  }

  /** Stops the gateway and reads what is in its ledger, oldest first. */
  List<UsageEvent> ledger() {
    gateway.close();
    return ground.events();
  }

  @Override
  public void close() {
    gateway.close();
    if (ownProvider) {
      provider.close();
    }
    client.close();
  }
}
