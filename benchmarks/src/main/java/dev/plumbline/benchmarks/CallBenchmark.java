package dev.plumbline.benchmarks;

import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.McpClients;
import dev.plumbline.testkit.TestClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tool call through an MCP client over stdio beside the very same HTTP requests sent bare, one
 * after the other, on one kept connection: in turn, in one run.
 */
public final class CallBenchmark {
  private final Path root;
  private final Path home;
  private final URI url;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public CallBenchmark(Path root, Path home, URI url, String token) {
    this.root = root;
    this.home = home;
    this.url = url;
    this.token = token;
  }

  /** Runs it for the project and returns a report. */
  public String run(String project, int pairs) {
    Map<String, List<RecordingProxy.Seen>> requests = record(project);
    StringBuilder report =
        new StringBuilder(
            "tool call beside its bare HTTP requests, %d pairs, median (least to most)%n"
                .formatted(pairs));
    report.append(
        "%-24s %-9s %-24s %-24s %s%n"
            .formatted("tool", "requests", "tool call, ms", "bare requests, ms", "ratio"));
    try (TestClient client = connect(url.toString())) {
      requests.forEach((tool, bare) -> {
        Map<String, Object> arguments = arguments(tool, project);
        Samples calls = new Samples();
        Samples raw = new Samples();
        for (int i = -10; i < pairs; i++) {
          double call = timed(() -> call(client, tool, arguments));
          double sent = timed(() -> bare.forEach(this::send));
          if (i >= 0) {
            calls.add(call);
            raw.add(sent);
          }
        }
        report.append(
            "%-24s %-9d %-24s %-24s %.2f%n"
                .formatted(tool, bare.size(), calls, raw, calls.median() / raw.median()));
      });
    }
    return report.toString();
  }

  /** What each tool asks SonarQube once its caches are warm. */
  private Map<String, List<RecordingProxy.Seen>> record(String project) {
    Map<String, List<RecordingProxy.Seen>> requests = new LinkedHashMap<>();
    try (RecordingProxy proxy = new RecordingProxy(url);
        TestClient client = connect(proxy.url())) {
      for (McpSchema.Tool tool : client.sdk().listTools().tools()) {
        Map<String, Object> arguments = arguments(tool.name(), project);
        call(client, tool.name(), arguments);
        proxy.forget();
        call(client, tool.name(), arguments);
        requests.put(tool.name(), proxy.seen());
      }
    }
    return requests;
  }

  private Map<String, Object> arguments(String tool, String project) {
    return switch (tool) {
      case "list_projects" -> Map.of();
      case "suggest_fixes" -> Map.of("project_key", project, "rule", "java:S1192");
      default -> Map.of("project_key", project);
    };
  }

  private TestClient connect(String server) {
    Launch launch =
        Launch.of(root.resolve("bin/mcp-sonarqube"))
            .home(home)
            .withVariable("SONARQUBE_URL", server)
            .withVariable("SONARQUBE_TOKEN", token);
    return TestClient.connect(McpClients.stdio(launch), ClientTraits.plain());
  }

  private static void call(TestClient client, String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result = client.call(tool, arguments);
    if (Boolean.TRUE.equals(result.isError())) {
      throw new IllegalStateException(tool + ": " + TestClient.text(result));
    }
  }

  private void send(RecordingProxy.Seen seen) {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(seen.pathAndQuery()))
            .header("Accept", seen.accept())
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() >= 400) {
        throw new IllegalStateException(seen.pathAndQuery() + ": " + response.statusCode());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static double timed(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }
}
