package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.KeyText;
import dev.plumbline.control.VirtualKey;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that mean something else than they seem to lead nowhere. */
class HostilePathTest {
  @TempDir Path home;

  private final KeyText open = KeyText.make();
  private House house;

  @BeforeEach
  void start() {
    VirtualKey key =
        House.key(
            open,
            new VirtualKey.Owner("acme", "shop", "test", null, null, null),
            new VirtualKey.Rules(true, true, true, true));
    house = new House(home, key);
    house.provider().remember();
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private String send(String method, String path) throws IOException {
    String post = RawClient.post(path, open.secretText(), "");
    return RawClient.send(house.port(), method + post.substring(post.indexOf(' ')));
  }

  /** A virtual key opens no page of the admin API, however its path is written. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/../admin/v1/keys",
        "/v1/..%2fadmin/v1/keys",
        "/v1/%2e%2e/admin/v1/keys",
        "/v1/%2E%2E%2Fadmin%2Fv1%2Fkeys",
        "/v1/..;/admin/v1/keys",
        "/v1/%252e%252e/admin/v1/keys",
        "//admin/v1/keys",
        "/./admin/v1/keys",
        "/admin/v1/keys;x=1",
        "/admin%2fv1%2fkeys",
        "/ADMIN/v1/keys",
        "/providers/../admin/v1/keys",
        "/providers/openai/../../admin/v1/keys",
        "/v1\\..\\admin\\v1\\keys",
        "http://localhost/admin/v1/keys",
        "http://evil.example/admin/v1/keys",
        "/admin/v1/keys#/v1/models",
        "/admin/v1/../../etc/passwd",
        "/%00/admin/v1/keys"
      })
  void leadToNoOtherPage(String path) throws IOException {
    String answer = send("GET", path);
    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain(open.id(), "root:");
    assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
    assertThat(house.provider().seen()).isEmpty();
  }

  /** What is passed on stays below the provider's base, and off the endpoints that are priced. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/providers/openai/v1/files/..%2f..%2fadmin",
        "/providers/openai/v1/files/%2e%2e/%2e%2e/admin",
        "/providers/openai/v1/files/../../admin",
        "/providers/openai/..;/admin",
        "/providers/openai//evil.example/v1/models",
        "/providers/openai/%2f%2fevil.example/v1/models",
        "/providers/openai/\\evil.example/",
        "/providers/openai/v1/files/..%5c..%5cadmin",
        "/providers/openai@evil.example/v1/models",
        "/providers/openai:80@evil.example/v1/models",
        "/providers/http://evil.example/v1/models",
        "/providers/%6fpenai/v1/models",
        "/providers/openai/v1/chat/./completions",
        "/providers/openai/v1/x/../chat/completions",
        "/providers/openai/v1/chat/completions;x=1",
        "/providers/openai/v1/chat%2fcompletions",
        "/providers/openai/v1/chat/completions%20",
        "/providers/openai/v1/chat/completions%00",
        "/providers/openai/v1/chat/completions?x=1",
        "/providers/openai/v1/chat/completions#x",
        "/v1/files/..%2f..%2fadmin"
      })
  void leaveNoProvider(String path) throws IOException {
    String answer = send("POST", path);
    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(house.provider().seen()).isEmpty();
  }
}
