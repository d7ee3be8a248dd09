package dev.plumbline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.admin.AdminHouse.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

@ParameterizedClass(name = "{0}")
@ArgumentsSource(Databases.class)
final class EntriesTest {
  private static final String PROVIDER =
      """
      {"id":"own","dialect":"openai","base_url":"http://127.0.0.1:9","key_from":"env:OWN_KEY",
       "headers":{"x-api-key":"s3cret-header","x-team":"shop"}}\
      """;

  @TempDir Path home;
  private final Database database;

  private AdminHouse house;

  EntriesTest(Database database) {
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

  private static String limit(String id) {
    return """
    {"id":"%s","scope":{"level":"key"},"kind":"requests","amount":10}\
    """
        .formatted(id);
  }

  @Test
  void theDefaultsOfTheFirstStartAreThere() {
    Reply budgets = house.get("budgets");
    List<String> ids = new ArrayList<>();
    budgets.json().path("items").forEach(item -> ids.add(item.path("id").asString()));
    assertThat(ids).containsExactly("default-day", "default-hour");
    assertThat(house.get("budget-states").json().path("items").isArray()).isTrue();
    assertThat(house.get("reservations").json().path("items")).isEmpty();
  }

  @Test
  void listsComeInPages() {
    for (int i = 0; i < 7; i++) {
      assertThat(house.send("POST", "limits", limit("limit-" + i)).status()).isEqualTo(201);
    }
    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      Reply page = house.get("limits?limit=3&after=" + next);
      page.json().path("items").forEach(item -> seen.add(item.path("id").asString()));
      next = page.json().path("next").asString("");
    } while (!next.isEmpty());
    assertThat(seen)
        .containsExactly(
            "limit-0", "limit-1", "limit-2", "limit-3", "limit-4", "limit-5", "limit-6");
    assertThat(house.get("limits?limit=7").json().path("next").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "limits?limt=3, limit",
    "limits?limit=0, 1 to 1000",
    "limits?limit=many, 1 to 1000",
    "limits?limit=1&limit=2, twice",
    "health?verbose=1, verbose",
  })
  void wrongParametersAreRefused(String path, String said) {
    Reply refused = house.get(path);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.said()).contains(said);
  }

  @Test
  void secretHeadersOfAProviderAreNeverShownAndNeverLost() {
    Reply made = house.send("POST", "providers", PROVIDER);
    assertThat(made.status()).as(made.said()).isEqualTo(201);
    assertThat(made.json().path("headers").path("x-api-key").asString()).isEqualTo("(hidden)");
    Reply changed = house.send("PATCH", "providers/own", "{\"headers\":{\"x-team\":\"office\"}}");
    assertThat(changed.status()).as(changed.said()).isEqualTo(200);
    String shown = house.get("providers/own").json().toString();
    Reply put = house.send("PUT", "providers/own", shown);
    assertThat(put.status()).as(put.said()).isEqualTo(200);
    assertThat(house.get("audit").whole().body() + put.whole().body() + shown)
        .doesNotContain("s3cret-header")
        .contains("office");
    Reply invented =
        house.send("PATCH", "providers/own", "{\"headers\":{\"x-auth\":\"(hidden)\"}}");
    assertThat(invented.status()).isEqualTo(400);
  }

  @Test
  void thePathOfAChannelIsNeverShownAndNeverLost() {
    String channel =
        """
        {"id":"am","kind":"alertmanager","url":"https://am.example.com:9/s3cret?x=s3cret"}\
        """;
    Reply made = house.send("POST", "channels", channel);
    assertThat(made.status()).as(made.said()).isEqualTo(201);
    String shown = "https://am.example.com:9/(hidden)";
    assertThat(made.json().path("url").asString()).isEqualTo(shown);
    Reply patched = house.send("PATCH", "channels/am", "{\"enabled\":false}");
    Reply put = house.send("PUT", "channels/am", "{\"kind\":\"alertmanager\"}");
    Reply again = house.send("PUT", "channels/am", put.json().toString());
    assertThat(List.of(patched.status(), put.status(), again.status())).containsOnly(200);
    assertThat(again.json().path("url").asString()).isEqualTo(shown);
    assertThat(house.get("audit").whole().body() + house.get("channels").whole().body())
        .doesNotContain("s3cret")
        .contains(shown);
    Reply elsewhere =
        house.send("PATCH", "channels/am", "{\"url\":\"https://am.example.org/(hidden)\"}");
    assertThat(elsewhere.status()).isEqualTo(400);
    Reply plain = house.send("PATCH", "channels/am", "{\"url\":\"https://am.example.org\"}");
    assertThat(plain.json().path("url").asString()).isEqualTo("https://am.example.org");
  }

  @Test
  void routesMayHaveSlashesInTheirNames() {
    house.send("POST", "providers", PROVIDER);
    String route = "{\"id\":\"team/fast\",\"targets\":[{\"provider\":\"own\",\"model\":\"m\"}]}";
    assertThat(house.send("POST", "routes", route).status()).isEqualTo(201);
    assertThat(house.get("routes/team/fast").json().path("id").asString()).isEqualTo("team/fast");
    Reply used = house.send("DELETE", "providers/own", "");
    assertThat(used.status()).isEqualTo(409);
    assertThat(used.said()).contains("route team/fast");
    assertThat(house.send("DELETE", "routes/team/fast", "").status()).isEqualTo(200);
    assertThat(house.send("DELETE", "providers/own", "").status()).isEqualTo(200);
    assertThat(house.get("routes/team/fast").status()).isEqualTo(404);
  }

  @Test
  void mistakesNameTheFieldAndTheNearestName() {
    assertThat(
            house
                .send(
                    "POST",
                    "routes",
                    "{\"id\":\"r\",\"targets\":[{\"provider\":\"opnai\"," + "\"model\":\"m\"}]}")
                .said())
        .contains("opnai");
    assertThat(house.send("POST", "limits", limit("a").replace("amount", "amuont")).said())
        .contains("amount");
    assertThat(house.send("POST", "limits", limit("a").replace("10", "0")).said())
        .contains("amount");
    house.send("POST", "limits", limit("web"));
    assertThat(house.get("limits/wbe").said()).contains("wbe", "web");
    assertThat(house.send("POST", "limits", limit("web")).status()).isEqualTo(409);
    assertThat(house.send("POST", "limits", "[]").status()).isEqualTo(400);
    assertThat(house.send("POST", "limits", "{\"id\":\"a\",\"id\":\"b\"}").status()).isEqualTo(400);
    assertThat(house.send("POST", "limits", "").said()).contains("no body");
  }

  @Test
  void everyChangeIsInTheAuditLogWithItsAuthor() {
    house.send("POST", "limits", limit("web"));
    house.send("PATCH", "limits/web", "{\"amount\":20}");
    house.send("DELETE", "limits/web", "");
    var items = house.get("audit?limit=3").json().path("items");
    assertThat(items).hasSize(3);
    assertThat(items.get(0).path("after").isNull()).isTrue();
    assertThat(items.get(1).path("before").path("amount").asInt()).isEqualTo(10);
    assertThat(items.get(1).path("after").path("amount").asInt()).isEqualTo(20);
    assertThat(items.get(2).path("before").isNull()).isTrue();
    assertThat(items.get(2).path("actor").asString()).isEqualTo("first-admin");
  }
}
