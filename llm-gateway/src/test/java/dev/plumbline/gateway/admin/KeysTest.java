package dev.plumbline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.admin.AdminHouse.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(name = "{0}")
@ArgumentsSource(Databases.class)
final class KeysTest {
  @TempDir Path home;
  private final Database database;

  private AdminHouse house;

  KeysTest(Database database) {
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

  private Reply create(String name) {
    return house.send(
        "POST", "keys", "{\"name\":\"%s\",\"owner\":{\"user\":\"ada\"}}".formatted(name));
  }

  @Test
  void aKeyIsShownOnceAndWorksAtOnce() throws IOException {
    Reply made = create("web shop");
    assertThat(made.status()).isEqualTo(201);
    String key = made.json().path("key").asString();
    String id = made.json().path("entry").path("id").asString();
    assertThat(key).startsWith("pl-" + id + "-").hasSize(64);
    assertThat(house.models(key)).isEqualTo(200);
    Reply shown = house.get("keys/" + id);
    assertThat(shown.json()).isEqualTo(made.json().path("entry"));
    assertThat(shown.json().path("name").asString()).isEqualTo("web shop");
    assertThat(shown.header("etag")).isEqualTo("\"1\"");
    String secret = key.substring(key.lastIndexOf('-') + 1);
    for (String path : List.of("keys", "keys/" + id, "audit")) {
      assertThat(house.get(path).whole().body()).as(path).doesNotContain(secret);
    }
    assertThat(filesHolding(secret)).isEmpty();
  }

  private List<Path> filesHolding(String secret) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> {
            try {
              return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                  .contains(secret);
            } catch (IOException gone) {
              return false;
            }
          })
          .toList();
    }
  }

  @Test
  void blockingUnblockingAndRevokingTakeEffectAtOnce() {
    Reply made = create("app");
    String key = made.json().path("key").asString();
    String path = "keys/" + made.json().path("entry").path("id").asString();
    assertThat(house.send("POST", path + "/block", "").json().path("state").asString())
        .isEqualTo("blocked");
    assertThat(house.models(key)).isEqualTo(403);
    house.send("POST", path + "/unblock", "");
    assertThat(house.models(key)).isEqualTo(200);
    assertThat(house.send("POST", path + "/revoke", "").status()).isEqualTo(200);
    assertThat(house.models(key)).isEqualTo(403);
    Reply back = house.send("POST", path + "/unblock", "");
    assertThat(back.status()).isEqualTo(409);
    assertThat(back.said()).contains("revoked for ever");
    assertThat(house.send("PATCH", path, "{\"state\":\"active\"}").said())
        .contains("state", "unblock");
    assertThat(house.models(key)).isEqualTo(403);
  }

  @Test
  void bothSecretsWorkWhileTheGraceLasts() {
    Reply made = create("app");
    String old = made.json().path("key").asString();
    String path = "keys/" + made.json().path("entry").path("id").asString();
    Reply rotated = house.send("POST", path + "/rotate", "{\"grace\":\"PT1H\"}");
    String fresh = rotated.json().path("key").asString();
    assertThat(rotated.json().path("entry").path("secrets")).hasSize(2);
    assertThat(house.models(old)).isEqualTo(200);
    assertThat(house.models(fresh)).isEqualTo(200);
    String newest =
        house.send("POST", path + "/rotate", "{\"grace\":\"PT0S\"}").json().path("key").asString();
    assertThat(house.models(old)).isEqualTo(401);
    assertThat(house.models(fresh)).isEqualTo(401);
    assertThat(house.models(newest)).isEqualTo(200);
    assertThat(house.send("POST", path + "/rotate", "{\"grace\":\"-PT1S\"}").status())
        .isEqualTo(400);
    assertThat(house.send("POST", path + "/rotate", "{\"grce\":\"PT1S\"}").said()).contains("grce");
  }

  @Test
  void changesKeepTheSecretAndWhatNeverChanges() {
    Reply made = create("app");
    String key = made.json().path("key").asString();
    String path = "keys/" + made.json().path("entry").path("id").asString();
    Reply changed =
        house.send(
            "PATCH",
            path,
            "{\"name\":\"other\",\"owner\":{\"department\":\"shop\"},\"models\":[\"gpt-*\"]}");
    assertThat(changed.status()).as(changed.said()).isEqualTo(200);
    assertThat(changed.json().path("owner").path("user").asString()).isEqualTo("ada");
    assertThat(changed.json().path("owner").path("department").asString()).isEqualTo("shop");
    assertThat(changed.json().path("created")).isEqualTo(made.json().path("entry").path("created"));
    assertThat(house.models(key)).isEqualTo(200);
    Reply replaced = house.send("PUT", path, "{\"name\":\"third\"}");
    assertThat(replaced.json().path("owner").path("user").isNull()).isTrue();
    assertThat(replaced.json().path("version").asInt()).isEqualTo(3);
    assertThat(house.models(key)).isEqualTo(200);
  }

  @Test
  void aKeyThatNamesNoOrganisationCountsInTheDefaultOne() {
    for (String body : List.of("{}", "{\"owner\":null}", "{\"owner\":{\"organisation\":null}}")) {
      Reply made = house.send("POST", "keys", body);
      assertThat(made.json().at("/entry/owner/organisation").asString()).isEqualTo("default");
    }
    Reply own = house.send("POST", "keys", "{\"owner\":{\"organisation\":\"acme\"}}");
    assertThat(own.json().at("/entry/owner/organisation").asString()).isEqualTo("acme");
    assertThat(house.send("POST", "keys", "{\"owner\":{\"organisation\":7}}").status())
        .isEqualTo(400);
  }

  @Test
  void whatTheGatewayMakesCannotBeGiven() {
    for (String field : List.of("id", "secrets", "state", "created", "version")) {
      Reply refused = house.send("POST", "keys", "{\"name\":\"x\",\"%s\":null}".formatted(field));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.said()).contains(field);
    }
    assertThat(house.send("POST", "keys", "{\"nmae\":\"x\"}").said()).contains("name");
    assertThat(house.send("POST", "keys", "{\"models\":[\"a*b\"]}").said()).contains("a*b");
    assertThat(house.get("keys").json().path("items")).isEmpty();
  }
}
