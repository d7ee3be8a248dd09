package dev.plumbline.admin.backend.portkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Route;
import dev.plumbline.control.Route.Target;
import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.vendors.PortkeyServer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PortkeyConfigsTest {
  private final PortkeyServer server = new PortkeyServer(Clock.systemUTC(), false);
  private final PortkeyBackend backend =
      PortkeyBackend.at(server.url(), PortkeyServer.KEY, null, Clock.systemUTC());

  @AfterEach
  void stop() {
    backend.close();
    server.close();
  }

  private static Route route(Target... targets) {
    return new Route(
        "small",
        List.of(targets),
        new Route.Retry(3, Route.Retry.USUAL.backoff(), Route.Retry.USUAL.maxBackoff()),
        new Route.Timeouts(
            Route.Timeouts.USUAL.connect(),
            Route.Timeouts.USUAL.firstToken(),
            Duration.ofSeconds(30)),
        1);
  }

  static List<Route> routes() {
    Target one = new Target("@openai", "gpt-5-mini", 0, 1);
    Target two = new Target("@azure", "gpt-5-mini", 0, 3);
    Target three = new Target("@anthropic", "claude-haiku-4-5", 1, 1);
    Target four = new Target("@bedrock", "claude-haiku-4-5", 1, 2);
    return List.of(route(one), route(one, two), route(one, three), route(one, two, three, four));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void keepsRoutesAsConfigs(Route wanted) {
    Route kept = backend.put(wanted);
    assertThat(kept.targets()).isEqualTo(wanted.targets());
    assertThat(kept.retry()).isEqualTo(wanted.retry());
    assertThat(kept.timeouts()).isEqualTo(wanted.timeouts());
    assertThat(backend.routes()).containsExactly(kept);
    assertThat(backend.put(wanted).id()).isEqualTo(kept.id());
    assertThat(backend.routes()).hasSize(1);
  }

  @Test
  void leavesTheRestOfAConfigAsItIs() {
    ObjectNode config =
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    """
                    {"strategy":{"mode":"single","cb_config":{"failure_threshold":5}},
                     "targets":[],"cache":{"mode":"simple"},"input_guardrails":["g"]}
                    """);
    ObjectNode next = RouteConfig.write(routes().get(1), config);
    assertThat(next.path("strategy").path("mode").asString()).isEqualTo("loadbalance");
    assertThat(next.path("strategy").path("cb_config").path("failure_threshold").asInt())
        .isEqualTo(5);
    assertThat(next.path("cache").path("mode").asString()).isEqualTo("simple");
    assertThat(next.path("input_guardrails")).hasSize(1);
  }

  @Test
  void doesNotPretendToKnowOtherConfigs() {
    for (String json :
        List.of(
            "{\"strategy\":{\"mode\":\"conditional\"},\"targets\":[{\"provider\":\"a\"}]}",
            "{\"strategy\":{\"mode\":\"single\"},\"targets\":[{\"virtual_key\":\"a\"}]}",
            "{}")) {
      assertThat(RouteConfig.read("c", JsonMapper.shared().readTree(json))).isEmpty();
    }
  }

  @Test
  void refusesWaitsOfItsOwn() {
    Route usual = routes().getFirst();
    Route slow =
        new Route(
            "slow",
            usual.targets(),
            new Route.Retry(2, Duration.ofSeconds(9), Duration.ofSeconds(9)),
            usual.timeouts(),
            1);
    assertThatThrownBy(() -> backend.put(slow)).isInstanceOf(Failure.InvalidInput.class);
    assertThat(backend.routes()).isEmpty();
  }

  private static CachePolicy cache(String id, CachePolicy.Mode mode, String alike, int seconds) {
    return new CachePolicy(id, mode, new BigDecimal(alike), Duration.ofSeconds(seconds), null, 1);
  }

  @Test
  void cachesByConfig() {
    String id = backend.put(routes().getFirst()).id();
    CachePolicy kept = backend.put(cache("small", CachePolicy.Mode.SEMANTIC, "0.95", 3600));
    assertThat(kept.id()).isEqualTo(id);
    assertThat(kept.mode()).isEqualTo(CachePolicy.Mode.SEMANTIC);
    assertThat(backend.cachePolicies()).containsExactly(kept);
    assertThat(backend.routes()).hasSize(1);
    assertThat(backend.put(cache(id, CachePolicy.Mode.OFF, "1", 0)).mode())
        .isEqualTo(CachePolicy.Mode.OFF);
    for (CachePolicy wrong :
        List.of(
            cache(id, CachePolicy.Mode.EXACT, "1", 59),
            cache(id, CachePolicy.Mode.SEMANTIC, "0.9", 3600),
            cache("other", CachePolicy.Mode.EXACT, "1", 3600))) {
      assertThatThrownBy(() -> backend.put(wrong)).isInstanceOf(Failure.InvalidInput.class);
    }
  }
}
