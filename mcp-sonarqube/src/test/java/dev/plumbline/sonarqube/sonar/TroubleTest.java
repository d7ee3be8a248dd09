package dev.plumbline.sonarqube.sonar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleTest {
  private static final String PROJECTS = "api/components/search_projects";
  private static final String TRANSITION = "api/issues/do_transition";
  private static final String ISSUE = "0123456789abcdef0001";

  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void aServerThatComesBackIsUsedAgain() {
    SonarQube client = fake.client(null, noRetries());
    assertThat(client.projects().search("", 1, 10).total()).isEqualTo(3);
    fake.on(PROJECTS, _ -> FakeSonarQube.status(503));
    assertThatThrownBy(() -> client.projects().search("", 1, 10))
        .isInstanceOfSatisfying(
            Failure.Upstream.class,
            failure -> assertThat(failure.text()).contains("503", "starting or under maintenance"));
    fake.on(PROJECTS, _ -> closed());
    assertThatThrownBy(() -> client.projects().search("", 1, 10))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("not reachable");
    fake.projects("shop");
    assertThat(client.projects().search("", 1, 10).total()).isEqualTo(1);
  }

  @Test
  void aServerThatWasAwayAtFirstIsAskedAgain() {
    fake.on("api/server/version", _ -> FakeSonarQube.status(503));
    fake.on("api/metrics/search", _ -> FakeSonarQube.status(503));
    SonarQube client = fake.client(null, noRetries());
    assertThatThrownBy(() -> client.projects().search("", 1, 10))
        .isInstanceOf(Failure.Upstream.class);
    fake.version("26.9.0.129388");
    assertThatThrownBy(() -> client.server().metrics()).isInstanceOf(Failure.Upstream.class);
    fake.json("api/metrics/search", "{\"total\":1,\"metrics\":[{\"key\":\"ncloc\"}]}");
    assertThat(client.server().metrics()).containsKey("ncloc");
    assertThat(client.projects().search("", 1, 10).total()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aChangeIsNotRepeatedForItMayHaveBeenMade(int status) {
    fake.on(TRANSITION, _ -> FakeSonarQube.status(status));
    assertThatThrownBy(() -> fake.client().issueChanges().transition(ISSUE, "accept"))
        .isInstanceOf(Failure.Upstream.class);
    assertThat(fake.requests(TRANSITION)).hasSize(1);
  }

  @Test
  void aChangeWhoseConnectionBreaksIsNotRepeated() {
    SonarQube client = fake.client();
    client.server().version();
    fake.on(TRANSITION, _ -> closed());
    assertThatThrownBy(() -> client.issueChanges().transition(ISSUE, "accept"))
        .isInstanceOf(Failure.Upstream.class);
    assertThat(fake.requests(TRANSITION)).hasSize(1);
  }

  @Test
  void aChangeThatWasTurnedAwayByARateLimitSaysWhenToTryAgain() {
    fake.on(
        TRANSITION,
        _ -> new MockResponse.Builder().code(429).setHeader("Retry-After", "30").build());
    assertThatThrownBy(() -> fake.client().issueChanges().transition(ISSUE, "accept"))
        .isInstanceOfSatisfying(
            Failure.LimitReached.class,
            limit -> assertThat(limit.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
  }

  @Test
  void aServerThatTricklesIsGivenUpWhenTheCallMayTakeNoLonger() {
    fake.on(
        PROJECTS,
        _ ->
            new MockResponse.Builder()
                .code(200)
                .body("x".repeat(1_000))
                .throttleBody(1, 200, TimeUnit.MILLISECONDS)
                .build());
    HttpSettings brief =
        new HttpSettings(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(1), 0);
    long start = System.nanoTime();
    assertThatThrownBy(() -> fake.client(null, brief).projects().search("", 1, 10))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("did not answer in time");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "api/issues/do_transition, Administer Issues",
    "api/issues/set_tags, Browse",
    "api/hotspots/change_status, Administer Security Hotspots",
    "api/qualitygates/select, Administer Quality Gates",
    "api/webhooks/create, Administer on the project"
  })
  void aRefusedChangeNamesThePermissionThatIsMissing(String path, String permission) {
    fake.on(path, _ -> FakeSonarQube.error(403, "Insufficient privileges"));
    SonarQube client = fake.client();
    assertThatThrownBy(() -> change(client, path))
        .isInstanceOfSatisfying(
            Failure.Denied.class,
            failure ->
                assertThat(failure.text())
                    .contains(permission, "‹Insufficient privileges›", "SONARQUBE_TOKEN")
                    .doesNotContain("squ_secret"));
    assertThat(fake.requests(path)).hasSize(1);
  }

  private static void change(SonarQube client, String path) {
    switch (path) {
      case "api/issues/do_transition" -> client.issueChanges().transition(ISSUE, "accept");
      case "api/issues/set_tags" -> client.issueChanges().setTags(ISSUE, List.of("x"));
      case "api/hotspots/change_status" ->
          client.hotspots().changeStatus(ISSUE, "REVIEWED", "SAFE", "");
      case "api/qualitygates/select" -> client.qualityGates().select(Scope.of("shop"), "Strict");
      default -> client.webhooks().create(Scope.of("shop"), "CI", "https://ci.example", "");
    }
  }

  private static MockResponse closed() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  private static HttpSettings noRetries() {
    return new HttpSettings(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5), 0);
  }
}
