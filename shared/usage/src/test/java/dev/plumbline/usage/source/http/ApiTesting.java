package dev.plumbline.usage.source.http;

import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.source.Checkpoints;
import dev.plumbline.usage.source.Import;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.RejectedLines;
import dev.plumbline.usage.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A provider's server on loopback that answers what it is told, and a client that never sleeps. */
public final class ApiTesting implements AutoCloseable {
  /** The moment that imports run at. */
  public static final Clock NOW =
      Clock.fixed(Instant.parse("2026-03-10T12:30:00Z"), ZoneOffset.UTC);

  private final MockWebServer server = new MockWebServer();

  /** The pauses that clients made. */
  public final List<Duration> pauses = new ArrayList<>();

  public ApiTesting() {
    try {
      server.start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Its address. */
  public String url() {
    String url = server.url("/").toString();
    return url.substring(0, url.length() - 1);
  }

  /** A client that gives up after two retries. */
  public ApiClient client(ApiServer asked) {
    HttpSettings settings =
        new HttpSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20), 0);
    Patience patience = new Patience(2, Duration.ofSeconds(1), Duration.ofMinutes(5));
    return new ApiClient(asked, settings, patience, pauses::add, NOW);
  }

  /** Answers the next request. */
  public ApiTesting answer(int status, String body, String... headers) {
    MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
    response.addHeader("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      response.setHeader(headers[i], headers[i + 1]);
    }
    return answer(response.build());
  }

  /** Answers the next request with JSON. */
  public ApiTesting json(String body) {
    return answer(200, body);
  }

  /** Answers the next request. */
  public ApiTesting answer(MockResponse response) {
    server.enqueue(response);
    return this;
  }

  /** The next request that came. */
  public RecordedRequest request() {
    try {
      @Nullable RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
      if (request == null) {
        throw new AssertionError("no further request came");
      }
      return request;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** How many requests came in all. */
  public int requests() {
    return server.getRequestCount();
  }

  /** Runs an import that keeps its state in a folder, without prices. */
  public static ImportSummary run(Path home, Source source, LedgerWriter ledger) {
    PlumblineHome own = new PlumblineHome(home);
    return new Import(
            ledger,
            UnaryOperator.identity(),
            new RejectedLines(own, NOW),
            new Checkpoints(own, "memory"),
            progress -> {})
        .run(source);
  }

  @Override
  public void close() {
    server.close();
  }
}
