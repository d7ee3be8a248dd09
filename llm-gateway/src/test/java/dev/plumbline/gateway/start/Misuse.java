package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.KeyText;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.usage.remote.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Does with a gateway whatever goes wrong, and knows which secrets it used. */
final class Misuse {
  static final String PROVIDER_KEY = "sk-provider-0123456789abcdef";
  private static final String MISPLACED = "sk-misplaced-0123456789abcdef";
  private static final String PROMPT = "my-private-prompt";
  private static final String CHAT =
      "{\"model\":\"%s\",\"stream\":%s,\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\""
          + PROMPT
          + "\"}]}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> secrets = new ArrayList<>(List.of(PROVIDER_KEY, MISPLACED, PROMPT));
  private final TreeSet<Integer> statuses = new TreeSet<>();
  private final URI url;

  Misuse(URI url) {
    this.url = url;
  }

  /** What nobody may find. */
  List<String> secrets() {
    return secrets;
  }

  /** The HTTP statuses of all answers. */
  Set<Integer> statuses() {
    return statuses;
  }

  private JsonNode send(String method, String path, String token, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    statuses.add(answer.statusCode());
    assertThat(answer.body()).doesNotContain(PROVIDER_KEY, MISPLACED);
    return answer.body().startsWith("{")
        ? WireJson.parse(answer.body().getBytes(StandardCharsets.UTF_8))
        : WireJson.object();
  }

  private String secret(JsonNode answer, String field) {
    String secret = answer.path(field).asString("");
    assertThat(secret).as("%s", answer).isNotEmpty();
    secrets.add(secret);
    // The public part may be seen; the rest may not.
    secrets.add(secret.substring(secret.lastIndexOf('-') + 1));
    return secret;
  }

  /** Makes keys and tokens, some of them wrongly; returns a key that is valid. */
  String administer(String admin) throws IOException, InterruptedException {
    String keys = "/admin/v1/keys";
    String owner =
        "{\"name\":\"shop\",\"owner\":{\"department\":\"shop\"},\"rules\":{\"pass_through\":true,\"unpriced\":true}}";
    String key = secret(send("POST", keys, admin, owner, "idempotency-key", "once"), "key");
    secret(send("POST", keys, admin, owner, "idempotency-key", "once"), "key");
    String id = key.split("-", -1)[1];
    String rotated = secret(send("POST", keys + "/" + id + "/rotate", admin, "{}"), "key");
    String token =
        secret(
            send("POST", "/admin/v1/tokens", admin, "{\"name\":\"r\",\"role\":\"reader\"}"),
            "token");
    send("POST", keys, token, owner);
    send("GET", "/admin/v1/limits", admin + "x", "");
    send("GET", "/admin/v1/limits?token=" + admin, admin, "");
    String misplaced =
        "{\"id\":\"p\",\"dialect\":\"openai\",\"base_url\":\"http://127.0.0.1:9\",\"key_from\":\"%s\"}";
    send("POST", "/admin/v1/providers", admin, misplaced.formatted(MISPLACED));
    send("POST", "/admin/v1/providers", admin, misplaced.formatted("file:/nowhere"));
    String hidden = "{\"id\":\"q\",\"dialect\":\"openai\",\"base_url\":\"http://u:";
    send("POST", "/admin/v1/providers", admin, hidden + MISPLACED + "@127.0.0.1:9\"}");
    String budget =
        "{\"id\":\"b\",\"name\":\"b\",\"scope\":{\"level\":\"user\",\"value\":\"poor\"},\"limit_usd\":\"0.0000001\",\"window\":{\"period\":\"day\"},\"at_limit\":\"refuse\"}";
    send("POST", "/admin/v1/budgets", admin, budget);
    return rotated;
  }

  /** Sends requests that end in every way. */
  void call(String key, StandInProvider provider) throws IOException, InterruptedException {
    String chat = "/v1/chat/completions";
    // Each by a model of its own, because one that fails often is left alone.
    for (String each :
        List.of(
            " gpt-4o-mini",
            "cut gpt-4o",
            "garbage gpt-4.1",
            "error-500 gpt-4.1-mini",
            "error-401 gpt-4.1-nano",
            "429 gpt-5",
            "refusal gpt-5-mini")) {
      String fault = each.substring(0, each.indexOf(' '));
      String model = each.substring(each.indexOf(' ') + 1);
      for (boolean stream : new boolean[] {false, true}) {
        if (!fault.isEmpty()) {
          provider.control().next(fault, 2);
        }
        try {
          send("POST", chat, key, CHAT.formatted(model, stream));
        } catch (IOException cut) {
          assertThat(fault).isEqualTo("cut");
        }
      }
    }
    assertThat(provider.control().requests()).isGreaterThan(12);
    String body = CHAT.formatted("gpt-4o-mini", false);
    send("POST", chat, key, body, "x-plumbline-user", "poor");
    send("POST", chat, key, CHAT.formatted("p/gpt-4o-mini", false));
    send("POST", chat, key, CHAT.formatted("none", false));
    send("POST", "/v1/messages?key=" + key, key, body.substring(1), "x-key", key);
    send("POST", chat, KeyText.make(key.split("-", -1)[1]).secretText(), body);
    send("POST", chat, key + "x", body);
    send("POST", chat, PROVIDER_KEY, body);
    send("POST", "/v1/files", key, body);
    send("POST", "/providers/openai/v1/models?api_key=" + key, key, body);
    send("POST", "/providers/p/v1/models", key, body);
    send("POST", chat, key, "{\"x\":\"" + "y".repeat(33 << 20) + "\"}");
  }

  /** What servers like to log in full. */
  void malformed(String key, String admin) throws IOException {
    String head = "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ";
    for (String secret : List.of(key, admin)) {
      RawClient.send(url.getPort(), head + secret + "\u0000\r\n\r\n");
      RawClient.send(url.getPort(), head + secret + "\r\nContent-Length: x\r\n\r\n");
      RawClient.send(url.getPort(), "GET /" + secret + " \u0001 HTTP/9\r\n\r\n");
      RawClient.send(url.getPort(), secret + "\r\n\r\n");
      RawClient.send(
          url.getPort(),
          head + secret + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n");
    }
  }
}
