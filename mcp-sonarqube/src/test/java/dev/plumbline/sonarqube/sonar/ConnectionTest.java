package dev.plumbline.sonarqube.sonar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
  private static final String PROJECTS = "api/components/search_projects";

  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void sendsTheTokenAsBearerToCurrentServersButNotWithTheVersionQuestion() {
    fake.client().projects().search("", 1, 10);

    assertThat(fake.requests(PROJECTS).getFirst().getHeaders().get("Authorization"))
        .isEqualTo("Bearer squ_secret");
    assertThat(fake.requests("api/server/version").getFirst().getHeaders().get("Authorization"))
        .isNull();
    assertThat(fake.requests(PROJECTS).getFirst().getHeaders().get("User-Agent"))
        .startsWith("plumbline");
    assertThat(fake.requests(PROJECTS).getFirst().getHeaders().get("Accept-Encoding"))
        .isEqualTo("gzip");
  }

  @Test
  void sendsTheTokenAsUserNameToServersBefore10() {
    fake.version("9.9.8.100196").client().projects().search("", 1, 10);

    assertThat(fake.requests(PROJECTS).getFirst().getHeaders().get("Authorization"))
        .isEqualTo("Basic c3F1X3NlY3JldDo=");
  }

  @Test
  void worksBelowAPathPrefix() {
    try (FakeSonarQube prefixed = new FakeSonarQube("/tools/sonar")) {
      assertThat(prefixed.client().projects().search("", 1, 10).total()).isEqualTo(3);
      assertThat(prefixed.requests(PROJECTS).getFirst().getUrl().encodedPath())
          .isEqualTo("/tools/sonar/" + PROJECTS);
    }
  }

  @Test
  void keepsConnections() {
    SonarQube client = fake.client();
    client.projects().search("", 1, 10);
    client.projects().search("", 2, 10);

    assertThat(fake.requests(PROJECTS).getLast().getConnectionIndex()).isZero();
  }

  @Test
  void saysWhatToDoAboutARefusedToken() {
    fake.on(PROJECTS, _ -> FakeSonarQube.status(401));

    assertThatThrownBy(() -> fake.client().projects().search("", 1, 10))
        .isInstanceOfSatisfying(
            Failure.Denied.class,
            failure ->
                assertThat(failure.text())
                    .contains("does not accept the token", "SONARQUBE_TOKEN", "expired or revoked")
                    .doesNotContain("squ_secret"));
  }

  @Test
  void keepsSonarQubesOwnWordsAsForeignText() {
    fake.on(PROJECTS, _ -> FakeSonarQube.error(403, "Insufficient › privileges | now"));
    assertThatThrownBy(() -> fake.client().projects().search("", 1, 10))
        .isInstanceOf(Failure.Denied.class)
        .hasMessageContaining("‹Insufficient > privileges ¦ now›");

    fake.on(PROJECTS, _ -> FakeSonarQube.error(400, "'ps' must be less than 500"));
    assertThatThrownBy(() -> fake.client().projects().search("", 1, 10))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("‹'ps' must be less than 500›");

    fake.on(PROJECTS, _ -> FakeSonarQube.error(404, "Component not found"));
    assertThatThrownBy(() -> fake.client().projects().search("", 1, 10))
        .isInstanceOf(Failure.NotFound.class)
        .hasMessageContaining("‹Component not found›");

    fake.on(PROJECTS, _ -> FakeSonarQube.error(500, "An error has occurred"));
    assertThatThrownBy(() -> fake.client().projects().search("", 1, 10))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("‹An error has occurred›")
        .hasMessageContaining("failed (500");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void triesAgainWhatMayPass(int status) {
    AtomicInteger calls = new AtomicInteger();
    fake.on("api/components/show", url -> failingTwice(calls.incrementAndGet(), status));

    assertThat(fake.client().projects().scope("shop", null, null)).isEqualTo(Scope.of("shop"));
    assertThat(calls).hasValue(3);
  }

  private static MockResponse failingTwice(int call, int status) {
    return call < 3
        ? FakeSonarQube.status(status)
        : FakeSonarQube.proto(
            org.sonarqube.ws.Components.ShowWsResponse.newBuilder()
                .setComponent(
                    org.sonarqube.ws.Components.Component.newBuilder()
                        .setKey("shop")
                        .setName("Shop")
                        .setQualifier("TRK"))
                .build());
  }

  @Test
  void doesNotRepeatAServerError() {
    fake.on(PROJECTS, _ -> FakeSonarQube.status(500));

    assertThatThrownBy(() -> fake.client().projects().search("", 1, 10))
        .isInstanceOf(Failure.Upstream.class);
    assertThat(fake.requests(PROJECTS)).hasSize(1);
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    AtomicInteger calls = new AtomicInteger();
    fake.on(
        "api/components/show",
        _ ->
            calls.incrementAndGet() == 1
                ? new MockResponse.Builder().code(503).setHeader("Retry-After", "1").build()
                : failingTwice(3, 0));
    long start = System.nanoTime();

    fake.client().projects().scope("shop", null, null);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void doesNotWaitLongerThanACallMayTake() {
    fake.on(
        PROJECTS, _ -> new MockResponse.Builder().code(429).setHeader("Retry-After", "60").build());

    assertThatThrownBy(() -> fake.client().projects().search("", 1, 10))
        .isInstanceOfSatisfying(
            Failure.LimitReached.class,
            limit -> assertThat(limit.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
    assertThat(fake.requests(PROJECTS)).hasSize(1);
  }

  @Test
  void readsRetryAfterInSecondsAndAsADate() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(30));

    assertThat(Backoff.parse("7")).contains(Duration.ofSeconds(7));
    assertThat(Backoff.parse(date).orElseThrow())
        .isBetween(Duration.ofSeconds(27), Duration.ofSeconds(30));
    assertThat(Backoff.parse("soon")).isEmpty();
    assertThat(Backoff.parse("Wed, 21 Oct 2015 07:28:00 GMT")).contains(Duration.ZERO);
  }

  @Test
  void givesUpOnASilentServer() {
    fake.on(
        PROJECTS,
        _ -> new MockResponse.Builder().code(200).headersDelay(5, TimeUnit.SECONDS).build());
    HttpSettings hasty =
        new HttpSettings(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(1), 0);

    assertThatThrownBy(() -> fake.client(null, hasty).projects().search("", 1, 10))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("did not answer in time")
        .hasMessageContaining("localhost");
  }

  @Test
  void triesAgainWhenTheConnectionBreaks() {
    AtomicInteger calls = new AtomicInteger();
    fake.on(
        "api/components/show",
        _ ->
            calls.incrementAndGet() == 1
                ? new MockResponse.Builder()
                    .code(200)
                    .body("half")
                    .onResponseBody(new SocketEffect.CloseSocket())
                    .build()
                : failingTwice(3, 0));

    assertThat(fake.client().projects().scope("shop", null, null)).isEqualTo(Scope.of("shop"));
  }

  @Test
  void sendsTheTokenToNoOtherHost() {
    try (FakeSonarQube other = new FakeSonarQube()) {
      fake.on(
          PROJECTS,
          _ -> new MockResponse.Builder().code(302).setHeader("Location", other.url()).build());

      assertThatThrownBy(() -> fake.client().projects().search("", 1, 10))
          .isInstanceOf(Failure.Misconfigured.class)
          .hasMessageContaining("redirects to ‹" + other.url());
      assertThat(other.requests("")).isEmpty();
    }
  }

  @Test
  void noticesAnotherKindOfServer() {
    fake.on(PROJECTS, _ -> FakeSonarQube.response(200, "text/html", "<html>Welcome</html>"));
    assertThatThrownBy(() -> fake.client().projects().search("", 1, 10))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("web page");

    fake.on(PROJECTS, _ -> FakeSonarQube.response(200, "application/x-protobuf", "\7\7garbage"));
    assertThatThrownBy(() -> fake.client().projects().search("", 1, 10))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("not SonarQube's format");
  }

  @Test
  void namesTheServerItCannotReach() {
    String url = fake.url();
    SonarQube client = fake.client();
    fake.close();

    assertThatThrownBy(() -> client.projects().search("", 1, 10))
        .isInstanceOfSatisfying(
            Failure.Upstream.class,
            failure ->
                assertThat(failure.text())
                    .contains(url.substring(0, url.length() - 1), "SONARQUBE_URL")
                    .doesNotContain("squ_secret"));
  }

  @Test
  void stopsWhenTheCallerIsInterrupted() throws InterruptedException {
    fake.on(
        PROJECTS,
        _ -> new MockResponse.Builder().code(200).headersDelay(5, TimeUnit.SECONDS).build());
    SonarQube client = fake.client(null, HttpSettings.standard());
    client.server().version();
    AtomicReference<Failure> thrown = new AtomicReference<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() ->
                thrown.set(
                    catchThrowableOfType(
                        Failure.class, () -> client.projects().search("", 1, 10))));
    while (fake.requests(PROJECTS).isEmpty()) {
      Thread.sleep(5);
    }
    caller.interrupt();

    assertThat(caller.join(Duration.ofSeconds(2))).isTrue();
    assertThat(thrown.get()).hasMessageContaining("cancelled");
    assertThat(fake.requests(PROJECTS)).hasSize(1);
  }
}
