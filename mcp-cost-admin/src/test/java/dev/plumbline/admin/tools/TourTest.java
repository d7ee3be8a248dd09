package dev.plumbline.admin.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.admin.world.World;
import dev.plumbline.testkit.TestClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A team's key from its making to its limit and beyond. */
class TourTest {
  private static final String MODEL = "gpt-4.1";

  @TempDir Path home;

  @Test
  void aTeamGetsAKeySpendsHitsItsLimitAndIsRaised() {
    try (World world = new World(home)) {
      Map<String, Object> wanted =
          Map.of(
              "name",
              "Marketing",
              "department",
              "marketing",
              "models",
              List.of("gpt-4.1*"),
              "budget_usd",
              new BigDecimal("0.05"),
              "warn_at",
              List.of(80));
      McpSchema.CallToolResult preview = world.call("create_key", wanted);
      assertThat(TestClient.text(preview)).contains("$0.05", "marketing", "confirm");
      assertThat(world.backend().keys()).isEmpty();
      McpSchema.CallToolResult made = world.confirm("create_key", wanted);
      String secret = World.secret(made);
      String id = World.json(made).path("id").asString();
      assertThat(id).as(made.toString()).isNotEmpty();
      assertThat(World.json(made).toString()).doesNotContain(secret);

      assertThat(world.chat(secret, MODEL, 100).status()).isEqualTo(200);
      assertThat(world.chat(secret, "o3", 100).status()).isEqualTo(403);
      await().atMost(Duration.ofSeconds(10)).until(() -> spent(world, id).signum() > 0);

      World.Sent refused = world.chat(secret, MODEL, 30_000);
      assertThat(refused.status()).isEqualTo(402);
      assertThat(refused.body().toString()).contains("Marketing", "0.05");
      McpSchema.CallToolResult checked =
          world.call("check_budget", Map.of("key", id, "model", MODEL, "output_tokens", 30_000));
      JsonNode check = World.json(checked);
      assertThat(check.path("passes").isBoolean()).as(TestClient.text(checked)).isTrue();
      assertThat(check.path("passes").asBoolean()).isFalse();
      assertThat(check.path("code").asString()).isEqualTo("budget_exceeded");

      String budget = World.json(made).path("budget").asString();
      McpSchema.CallToolResult raised =
          world.confirm(
              "grant_extra", Map.of("budget", budget, "amount_usd", 1, "reason", "launch week"));
      assertThat(raised.isError()).as(TestClient.text(raised)).isNotEqualTo(true);
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> world.chat(secret, MODEL, 30_000).status() == 200);
      String status = TestClient.text(world.call("get_budget_status", Map.of("level", "key")));
      assertThat(status).contains("$1.05", "Marketing");
      assertThat(TestClient.text(world.call("get_audit_log", Map.of("kind", "budget"))))
          .contains("extras", "launch week");
    }
  }

  private static BigDecimal spent(World world, String id) {
    JsonNode keys = World.json(world.call("list_keys", Map.of("search", id)));
    return keys.path("keys").path(0).path("total").decimalValue(BigDecimal.ZERO);
  }

  @Test
  void aKeyIsRotatedBlockedAndRevoked() {
    try (World world = new World(home)) {
      McpSchema.CallToolResult made = world.confirm("create_key", Map.of("name", "web shop"));
      String first = World.secret(made);
      McpSchema.CallToolResult rotated =
          world.confirm("rotate_key", Map.of("key", "web shop", "grace", "1h"));
      String second = World.secret(rotated);
      assertThat(second).isNotEqualTo(first);
      assertThat(world.chat(first, MODEL, 10).status()).isEqualTo(200);
      assertThat(world.chat(second, MODEL, 10).status()).isEqualTo(200);
      world.confirm("block_key", Map.of("key", "web shop"));
      assertThat(world.chat(second, MODEL, 10).status()).isEqualTo(403);
      world.confirm("unblock_key", Map.of("key", "web shop"));
      assertThat(world.chat(second, MODEL, 10).status()).isEqualTo(200);
      String third =
          World.secret(world.confirm("rotate_key", Map.of("key", "web shop", "grace", "0")));
      assertThat(world.chat(second, MODEL, 10).status()).isEqualTo(401);
      world.confirm("revoke_key", Map.of("key", "web shop"));
      assertThat(world.chat(third, MODEL, 10).status()).isEqualTo(403);
      McpSchema.CallToolResult again = world.confirm("revoke_key", Map.of("key", "web shop"));
      assertThat(TestClient.text(again)).contains("Nothing changed");
      assertThat(world.confirm("rotate_key", Map.of("key", "web shop")).isError()).isTrue();
    }
  }
}
