package dev.plumbline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.admin.AdminHouse.Reply;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.access.TokenStore;
import dev.plumbline.usage.remote.GatewayToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Who is let in, and who is not. */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(Databases.class)
final class AdminSecurityTest {
  private static final String LIMIT =
      "{\"id\":\"web\",\"scope\":{\"level\":\"key\"},\"kind\":\"requests\",\"amount\":10}";

  @TempDir Path home;
  private final Database database;

  private AdminHouse house;

  AdminSecurityTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void start() {
    house = new AdminHouse(home, database.empty());
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void nothingIsDoneWithoutAToken() {
    for (Operation operation : Operations.ALL) {
      String path = operation.path().template().replace("{id}", "abc");
      String body = operation.takes() == null ? "" : "{}";
      for (String token : new String[] {"", "pl-abc", house.admin() + "x"}) {
        Reply refused = house.as(token, operation.method(), path, body);
        assertThat(refused.status()).as(operation.id()).isIn(401, 429);
        assertThat(refused.whole().body()).doesNotContain(house.admin());
      }
    }
  }

  @Test
  void guessesAreThrottled() {
    String wrong = house.admin().substring(0, house.admin().length() - 1) + "_";
    int status = 401;
    int tried = 0;
    while (status == 401 && tried++ < 100) {
      Reply refused = house.as(wrong, "GET", "whoami", "");
      status = refused.status();
      assertThat(refused.header("www-authenticate").isEmpty()).isEqualTo(status != 401);
    }
    assertThat(status).isEqualTo(429);
    assertThat(tried).isLessThan(40);
  }

  @Test
  void eachRoleMayDoItsPartOnly() {
    String reader = house.token(Role.READER);
    String operator = house.token(Role.OPERATOR);
    assertThat(house.as(reader, "GET", "limits", "").status()).isEqualTo(200);
    Reply refused = house.as(reader, "POST", "limits", LIMIT);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.said()).contains("reader", "operator");
    assertThat(house.as(operator, "POST", "limits", LIMIT).status()).isEqualTo(201);
    assertThat(house.as(operator, "DELETE", "limits/web", "").status()).isEqualTo(403);
    assertThat(house.as(operator, "GET", "tokens", "").status()).isEqualTo(403);
    String provider =
        "{\"id\":\"p\",\"dialect\":\"openai\",\"base_url\":\"http://127.0.0.1:9\","
            + "\"key_from\":\"file:/etc/passwd\"}";
    assertThat(house.as(operator, "POST", "providers", provider).status()).isEqualTo(403);
    assertThat(house.send("DELETE", "tokens/of-OPERATOR", "").status()).isEqualTo(200);
    assertThat(house.as(operator, "GET", "limits", "").status()).isEqualTo(401);
  }

  @Test
  void theLastAdminCannotLockEverybodyOut() {
    Reply refused = house.send("DELETE", "tokens/first-admin", "");
    assertThat(refused.status()).isEqualTo(409);
    house.token(Role.ADMIN);
    assertThat(house.send("DELETE", "tokens/first-admin", "").status()).isEqualTo(200);
    assertThat(house.get("whoami").status()).isEqualTo(401);
  }

  @Test
  void theFirstTokenIsForItsOwnerAlone() throws IOException {
    PlumblineHome own = new PlumblineHome(home);
    Path file = GatewayToken.file(own);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(house.get("whoami").json().path("role").asString()).isEqualTo("admin");
    String before = Files.readString(file);
    assertThat(AdminTokens.open(own, Clock.systemUTC()).list()).hasSize(1);
    assertThat(Files.readString(file)).isEqualTo(before);
    Files.delete(home.resolve("admin-tokens.json"));
    TokenStore made = AdminTokens.open(own, Clock.systemUTC());
    assertThat(Files.readString(file)).isNotEqualTo(before);
    assertThat(made.authenticate(Files.readString(file).strip())).isPresent();
  }

  @Test
  void foreignHostsAndPagesAreTurnedAway() throws IOException {
    assertThat(raw("Host: attacker.example")).startsWith("HTTP/1.1 421");
    assertThat(raw("Host: 127.0.0.1.attacker.example")).startsWith("HTTP/1.1 421");
    assertThat(raw("Host: localhost:4000")).startsWith("HTTP/1.1 200");
    assertThat(raw("Host: localhost\r\nOrigin: http://attacker.example"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("Host: localhost\r\nOrigin: null")).startsWith("HTTP/1.1 403");
    assertThat(raw("Host: localhost\r\nOrigin: http://localhost:3000")).startsWith("HTTP/1.1 200");
  }

  private String raw(String headers) throws IOException {
    URI url = URI.create(house.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request =
          "GET /admin/v1/whoami HTTP/1.1\r\n%s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
              .formatted(headers, house.admin());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void pathsLeadNowhereElse() {
    for (String path : new String[] {"keys/../../../etc/passwd", "keys/%2e%2e/tokens", "", "x"}) {
      assertThat(house.as(house.admin(), "GET", path, "").status()).as(path).isIn(400, 404);
    }
    Reply wrong = house.send("DELETE", "keys", "");
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.header("allow")).isEqualTo("GET, POST");
  }

  @Test
  void bodiesThatAreNoJsonOrTooLargeAreRefused() {
    Reply form = house.send("POST", "limits", LIMIT, "content-type", "text/plain");
    assertThat(form.status()).isIn(201, 415);
    String large = "{\"id\":\"" + "x".repeat(33 << 20) + "\"}";
    assertThat(house.send("POST", "limits", large).status()).isEqualTo(413);
  }

  @Test
  void answersAreNotCached() {
    assertThat(house.get("keys").header("cache-control")).isEqualTo("no-store");
    assertThat(house.get("nothing").header("cache-control")).isEqualTo("no-store");
  }
}
