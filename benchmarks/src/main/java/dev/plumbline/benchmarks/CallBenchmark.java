package dev.plumbline.benchmarks;

import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.McpClients;
import dev.plumbline.testkit.TestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tool call through an MCP client over stdio beside the very same HTTP requests sent bare, one
 * after the other, on one kept connection: in turn, in one run.
 */
public final class CallBenchmark {
  private final Upstream upstream;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public CallBenchmark(Upstream upstream) {
    this.upstream = upstream;
  }

  /** What a question asks SonarQube. */
  private record Asked(Map<String, Object> arguments, List<RecordingProxy.Seen> requests) {}

  /** Runs it and returns a report. */
  public String run(int pairs) {
    Map<String, Asked> questions = record();
    StringBuilder report =
        new StringBuilder(
            "tool call beside its bare HTTP requests, %d pairs, median (least to most)%n"
                .formatted(pairs));
    report.append(
        "%-24s %-9s %-24s %-24s %s%n"
            .formatted("tool", "requests", "tool call, ms", "bare requests, ms", "ratio"));
    try (TestClient client = connect(upstream.url().toString())) {
      questions.forEach((tool, asked) -> {
        List<RecordingProxy.Seen> bare = asked.requests();
        Samples calls = new Samples();
        Samples raw = new Samples();
        for (int i = -10; i < pairs; i++) {
          double call = timed(() -> Questions.call(client, tool, asked.arguments()));
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

  /** What each question asks SonarQube once the caches are warm. */
  private Map<String, Asked> record() {
    Map<String, Asked> asked = new LinkedHashMap<>();
    try (RecordingProxy proxy = new RecordingProxy(upstream.url());
        TestClient client = connect(proxy.url())) {
      Questions questions = Questions.of(client, upstream.project());
      questions
          .calls()
          .forEach((tool, arguments) -> {
            Questions.call(client, tool, arguments);
            proxy.forget();
            Questions.call(client, tool, arguments);
            asked.put(tool, new Asked(arguments, proxy.seen()));
          });
    }
    return asked;
  }

  private TestClient connect(String server) {
    return TestClient.connect(
        McpClients.stdio(
            upstream
                .launch(server)
                .with("--toolsets", "quality", "--tools", "get_quality_gate,get_measures")),
        ClientTraits.plain());
  }

  private void send(RecordingProxy.Seen seen) {
    HttpRequest request =
        HttpRequest.newBuilder(upstream.url().resolve(seen.pathAndQuery()))
            .header("Accept", seen.accept())
            .header("Authorization", "Bearer " + upstream.token())
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
