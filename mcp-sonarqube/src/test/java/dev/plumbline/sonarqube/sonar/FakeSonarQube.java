package dev.plumbline.sonarqube.sonar;

import com.google.protobuf.Message;
import dev.plumbline.kernel.HttpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Components;
import org.sonarqube.ws.ProjectBranches;

/**
 * A SonarQube of canned answers on a loopback port, in the real one's formats. Knows the project
 * {@code shop} with the branches {@code main} and {@code release-1} from the start.
 */
public final class FakeSonarQube implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final Map<String, Function<HttpUrl, MockResponse>> routes = new ConcurrentHashMap<>();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final String prefix;

  public FakeSonarQube() {
    this("");
  }

  public FakeSonarQube(String prefix) {
    this.prefix = prefix;
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    try {
      server.start();
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
    version("26.9.0.129388");
    mode("MQR");
    json("api/metrics/search", METRICS);
    on("api/components/show", FakeSonarQube::show);
    projects("shop", "shop-web", "billing");
    proto(
        "api/project_branches/list",
        ProjectBranches.ListWsResponse.newBuilder()
            .addBranches(ProjectBranches.Branch.newBuilder().setName("release-1"))
            .addBranches(ProjectBranches.Branch.newBuilder().setName("main").setIsMain(true))
            .build());
  }

  private static final String METRICS =
      """
      {"total":16,"metrics":[
      {"key":"alert_status","name":"Quality Gate Status","type":"LEVEL"},
      {"key":"coverage","name":"Coverage","type":"PERCENT"},
      {"key":"new_coverage","name":"Coverage on New Code","type":"PERCENT"},
      {"key":"uncovered_lines","name":"Uncovered Lines","type":"INT"},
      {"key":"violations","name":"Issues","type":"INT"},
      {"key":"new_violations","name":"New Issues","type":"INT"},
      {"key":"code_smells","name":"Code Smells","type":"INT"},
      {"key":"sqale_index","name":"Technical Debt","type":"WORK_DUR"},
      {"key":"sqale_debt_ratio","name":"Debt Ratio","type":"PERCENT"},
      {"key":"sqale_rating","name":"Maintainability Rating","type":"RATING"},
      {"key":"security_rating","name":"Security Rating","type":"RATING"},
      {"key":"software_quality_security_rating","name":"Security Rating","type":"RATING"},
      {"key":"software_quality_maintainability_issues","name":"Maint","type":"INT"},
      {"key":"ncloc","name":"Lines of Code","type":"INT"},
      {"key":"new_lines","name":"New Lines","type":"INT"},
      {"key":"ncloc_language_distribution","name":"Languages","type":"DATA"}]}\
      """;

  public FakeSonarQube version(String version) {
    return text("api/server/version", version);
  }

  public FakeSonarQube mode(String mode) {
    return json("api/v2/clean-code-policy/mode", "{\"mode\":\"" + mode + "\",\"modified\":false}");
  }

  public FakeSonarQube projects(String... keys) {
    Components.SearchProjectsWsResponse.Builder answer =
        Components.SearchProjectsWsResponse.newBuilder();
    for (String key : keys) {
      answer.addComponents(Components.Component.newBuilder().setKey(key).setName("Name of " + key));
    }
    answer.setPaging(Common.Paging.newBuilder().setTotal(keys.length));
    return proto("api/components/search_projects", answer.build());
  }

  public FakeSonarQube on(String path, Function<HttpUrl, MockResponse> answer) {
    routes.put(path, answer);
    return this;
  }

  public FakeSonarQube proto(String path, Message message) {
    return on(path, _ -> proto(message));
  }

  public FakeSonarQube json(String path, String body) {
    return on(path, _ -> response(200, "application/json", body));
  }

  public FakeSonarQube text(String path, String body) {
    return on(path, _ -> response(200, "text/plain", body));
  }

  public static MockResponse proto(Message message) {
    return new MockResponse.Builder()
        .code(200)
        .setHeader("Content-Type", "application/x-protobuf")
        .body(new Buffer().write(message.toByteArray()))
        .build();
  }

  public static MockResponse response(int code, String type, String body) {
    return new MockResponse.Builder().code(code).setHeader("Content-Type", type).body(body).build();
  }

  public static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).build();
  }

  public static MockResponse error(int code, String message) {
    return response(code, "application/json", "{\"errors\":[{\"msg\":\"" + message + "\"}]}");
  }

  public String url() {
    return server.url(prefix.isEmpty() ? "/" : prefix).toString();
  }

  /** All requests, in order. */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** Requests of a path, in order. */
  public List<RecordedRequest> requests(String path) {
    return requests.stream()
        .filter(request -> request.getUrl().encodedPath().endsWith("/" + path))
        .toList();
  }

  /** A parameter of the last request of a path. */
  public @Nullable String parameter(String path, String name) {
    return requests(path).getLast().getUrl().queryParameter(name);
  }

  /** The form that the last request of a path posted, as sent. */
  public String form(String path) {
    return Objects.requireNonNull(requests(path).getLast().getBody()).utf8();
  }

  public SonarQube client() {
    return client(null, fast());
  }

  public SonarQube client(@Nullable String projectKey, HttpSettings http) {
    return new SonarQube(
        new SonarQubeOptions(
            url(), "squ_secret", Optional.empty(), Optional.ofNullable(projectKey), http));
  }

  public static HttpSettings fast() {
    return new HttpSettings(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5), 2);
  }

  @Override
  public void close() {
    server.close();
  }

  private MockResponse answer(RecordedRequest request) {
    requests.add(request);
    String path = request.getUrl().encodedPath().substring(1);
    String below = prefix.isEmpty() ? path : path.substring(prefix.length());
    Function<HttpUrl, MockResponse> route = routes.get(below);
    return route == null ? error(404, "Unknown url : /" + below) : route.apply(request.getUrl());
  }

  private static MockResponse show(HttpUrl url) {
    String key = url.queryParameter("component");
    if (!"shop".equals(key)) {
      return error(404, "Component key '" + key + "' not found");
    }
    return proto(
        Components.ShowWsResponse.newBuilder()
            .setComponent(
                Components.Component.newBuilder()
                    .setKey("shop")
                    .setName("Shop")
                    .setQualifier("TRK"))
            .build());
  }
}
