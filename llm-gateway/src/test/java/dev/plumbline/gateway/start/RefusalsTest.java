package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RefusalsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CHAT = chat("gpt-4o-mini");

  @TempDir Path home;

  private static String chat(String model) {
    return """
    {"model":"%s","max_tokens":50,"messages":[{"role":"user","content":"Name a river."}]}\
    """
        .formatted(model);
  }

  private static Budget budget(String dollars, AtLimit atLimit, String cheaper) {
    return new Budget(
        "shop-day",
        "Shop a day",
        new Scope(Level.DEPARTMENT, "shop"),
        new BigDecimal(dollars),
        new Window(Period.DAY, false, ZoneId.of("Europe/Berlin")),
        atLimit,
        cheaper.isEmpty() ? null : cheaper,
        List.of(80),
        1);
  }

  private static void refused(
      HttpResponse<String> answer, int status, String code, String... words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode error = JSON.readTree(answer.body()).get("error");
    assertThat(error.get("code").asString()).isEqualTo(code);
    assertThat(error.get("message").asString()).contains(words);
  }

  @Test
  void withoutAKnownKeyNobodyIsLetIn() throws IOException, InterruptedException {
    try (House house = new House(home)) {
      String wrong = house.key().substring(0, house.key().length() - 1) + "!";
      refused(
          house.post("/v1/chat/completions", CHAT, "x-api-key", wrong),
          401,
          "invalid_api_key",
          "unknown or wrong");
      String other = "pl-" + "a".repeat(12) + "-" + "b".repeat(48);
      refused(
          house.post("/v1/chat/completions", CHAT, "x-api-key", other),
          401,
          "invalid_api_key",
          "unknown or wrong");
      refused(
          house.post("/v1/chat/completions", CHAT, "x-api-key", "sk-x"),
          401,
          "invalid_api_key",
          "unknown or wrong");
      assertThat(house.provider().requests()).isZero();
    }
  }

  @Test
  void whoTriesManyKeysIsSlowedDown() throws IOException, InterruptedException {
    try (House house = new House(home)) {
      String other = "pl-" + "a".repeat(12) + "-" + "b".repeat(48);
      for (int i = 0; i < 60; i++) {
        house.post("/v1/chat/completions", CHAT, "x-api-key", other);
      }
      HttpResponse<String> answer = house.post("/v1/chat/completions", CHAT);
      refused(answer, 429, "too_many_wrong_keys", "60 wrong API keys");
      assertThat(answer.headers().firstValue("retry-after")).contains("60");
    }
  }

  @Test
  void aBudgetWithoutRoomNamesItself() throws IOException, InterruptedException {
    try (House house = new House(home, budget("0.000001", AtLimit.REFUSE, ""))) {
      HttpResponse<String> answer = house.post("/v1/chat/completions", CHAT);
      refused(
          answer, 402, "budget_exceeded", "Shop a day", "department shop", "$0.000001", "anew at");
      assertThat(answer.headers().firstValue("x-plumbline-budget")).contains("shop-day");
      assertThat(house.provider().requests()).isZero();
      UsageEvent event = house.ledger().getFirst();
      assertThat(event.delivery().status()).isEqualTo(Status.BLOCKED);
      assertThat(event.delivery().errorKind()).isEqualTo("budget_exceeded");
    }
  }

  @Test
  void aBudgetCanSendToACheaperRoute() throws IOException, InterruptedException {
    Route cheap = Route.to("cheap", "openai", "gpt-4o-mini");
    try (House house = new House(home, cheap, budget("0.0001", AtLimit.DEGRADE, "cheap"))) {
      HttpResponse<String> answer = house.post("/v1/chat/completions", chat("gpt-4o"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-plumbline-target")).contains("openai/gpt-4o-mini");
    }
  }

  @Test
  void aBudgetCanOnlyWarn() throws IOException, InterruptedException {
    try (House house = new House(home, budget("0.000001", AtLimit.WARN, ""))) {
      HttpResponse<String> answer = house.post("/v1/chat/completions", CHAT);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-plumbline-budget-left")).contains("0.000000");
    }
  }

  @Test
  void aModelWithoutAPriceIsRefusedWhereABudgetCounts() throws IOException, InterruptedException {
    Route own = Route.to("own", "openai", "house-model-7b");
    try (House house = new House(home, own, budget("5", AtLimit.REFUSE, ""))) {
      refused(
          house.post("/v1/chat/completions", chat("own")),
          403,
          "unpriced_model",
          "house-model-7b",
          "no known price");
    }
  }

  @Test
  void aRateLimitSaysWhenToComeBack() throws IOException, InterruptedException {
    Limit limit =
        new Limit(
            "two",
            new Scope(Level.KEY, Scope.EACH),
            Limit.Kind.REQUESTS,
            2,
            Duration.ofMinutes(10),
            1);
    try (House house = new House(home, limit)) {
      assertThat(house.post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(200);
      assertThat(house.post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(200);
      HttpResponse<String> third = house.post("/v1/chat/completions", CHAT);
      refused(third, 429, "rate_limit_exceeded", "2 requests");
      assertThat(third.headers().firstValue("retry-after").map(Integer::parseInt).orElseThrow())
          .isBetween(1, 600);
    }
  }

  @Test
  void whatCannotBeReadNamesTheField() throws IOException, InterruptedException {
    try (House house = new House(home)) {
      refused(house.post("/v1/chat/completions", "{"), 400, "invalid_request", "JSON");
      refused(house.post("/v1/chat/completions", "{}"), 400, "invalid_request", "'model'");
      refused(
          house.post("/v1/chat/completions", CHAT, "x-plumbline-tags", "a"),
          400,
          "invalid_header",
          "x-plumbline-tags");
      refused(house.get("/v1/nothing"), 404, "not_found", "/v1/chat/completions");
      refused(house.get("/v1/messages"), 405, "method_not_allowed", "POST");
    }
  }

  @Test
  void anAnthropicClientGetsItsOwnErrors() throws IOException, InterruptedException {
    try (House house = new House(home, budget("0.000001", AtLimit.REFUSE, ""))) {
      HttpResponse<String> answer =
          house.post("/v1/messages", chat("claude-haiku-4-5"), "anthropic-version", "2023-06-01");
      refused(answer, 402, "budget_exceeded", "Shop a day");
      assertThat(JSON.readTree(answer.body()).get("type").asString()).isEqualTo("error");
    }
  }
}
