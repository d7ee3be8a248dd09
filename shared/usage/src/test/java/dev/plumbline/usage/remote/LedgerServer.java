package dev.plumbline.usage.remote;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.LedgerReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Serves a ledger over real HTTP the way a gateway does, and remembers what was asked. */
public final class LedgerServer extends Dispatcher implements AutoCloseable {
  /** What it lets in. */
  public static final String TOKEN = "plt-of-the-test";

  private final MockWebServer server = new MockWebServer();
  private final LedgerService service;

  /** The paths asked for. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  public LedgerServer(LedgerReader ledger) {
    this.service = new LedgerService(() -> ledger);
    server.setDispatcher(this);
    try {
      server.start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Its address. */
  public GatewayAddress address() {
    return new GatewayAddress(server.url("/").toString());
  }

  /** A reader that asks it. */
  public RemoteLedger reader() {
    return new RemoteLedger(
        address(), new GatewayToken(Optional.of(TOKEN), new PlumblineHome(Path.of("/nowhere"))));
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    asked.add(path);
    if (!("Bearer " + TOKEN).equals(request.getHeaders().get("authorization"))) {
      return response(401, FailureCodes.json("unauthorized", "The token is wrong.", "Check it."));
    }
    try {
      return response(200, answer(path, request.getBody()));
    } catch (Failure failure) {
      return response(
          FailureCodes.status(failure),
          FailureCodes.json(
              FailureCodes.code(failure), String.valueOf(failure.getMessage()), failure.next()));
    }
  }

  private JsonNode answer(String path, @Nullable ByteString body) {
    byte[] sent = body == null ? new byte[0] : body.toByteArray();
    return switch (path) {
      case "/admin/v1/usage/query" -> service.query(WireJson.parse(sent));
      case "/admin/v1/usage/events" -> service.events(WireJson.parse(sent));
      case "/admin/v1/usage/event" -> service.event(WireJson.parse(sent));
      case "/admin/v1/usage/known" -> service.known(WireJson.parse(sent));
      case "/admin/v1/usage/values" -> service.values(WireJson.parse(sent));
      case "/admin/v1/usage/health" -> service.health();
      case "/admin/v1/whoami" -> WireJson.object().put("name", "test").put("role", "reader");
      default -> throw new Failure.NotFound("There is no " + path + ".", "");
    };
  }

  private static MockResponse response(int status, JsonNode json) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("content-type", "application/json")
        .body(json.toString())
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}
