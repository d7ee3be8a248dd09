package dev.plumbline.gateway.standin;

import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.dialect.DialectErrors;
import dev.plumbline.gateway.dialect.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers the stand-in's requests, each on its own virtual thread. */
final class StandInHandler extends Handler.Abstract {
  private static final String JSON = "application/json";
  private static final String ERROR = "error-";

  private final DialectErrors errors = new DialectErrors();
  private final AtomicLong ids = new AtomicLong();
  private final StandInControl control;
  private final Duration latency;
  private final Duration perToken;

  StandInHandler(StandInControl control, Duration latency, Duration perToken) {
    this.control = control;
    this.latency = latency;
    this.perToken = perToken;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      answer(request, response);
      callback.succeeded();
    } catch (IOException abandoned) {
      control.abandoned();
      callback.failed(abandoned);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      callback.failed(stopping);
    }
    return true;
  }

  private void answer(Request request, Response response) throws IOException, InterruptedException {
    String path = Request.getPathInContext(request);
    byte[] bytes = BufferUtil.toArray(Content.Source.asByteBuffer(request));
    if (control.remembering()) {
      control.note(
          new StandInControl.Seen(
              request.getMethod(),
              path,
              request.getHeaders().asString(),
              new String(bytes, StandardCharsets.UTF_8)));
    }
    if (path.equals("/v1/models")) {
      whole(response, 200, JSON, Json.bytes(models()));
      return;
    }
    Dialect dialect = path.startsWith("/v1/messages") ? Dialect.ANTHROPIC : Dialect.OPENAI;
    ObjectNode body = Json.object(bytes);
    if (body == null) {
      error(response, dialect, 400, "The stand-in wants a JSON object.");
      return;
    }
    Script script = Script.of(body, control.take(), latency);
    if (failed(response, dialect, script)) {
      return;
    }
    String id = Long.toString(ids.incrementAndGet());
    List<String> events =
        body.path("stream").asBoolean(false) ? events(path, script, id, body) : null;
    if (events != null) {
      stream(response, script, events);
      return;
    }
    ObjectNode answer = answer(path, script, id, body);
    if (answer == null) {
      error(response, dialect, 404, "The stand-in does not know the path " + path + ".");
      return;
    }
    pause(script.pause());
    if (script.fault().equals("cut")) {
      cut(response, Json.bytes(answer));
    }
    whole(response, 200, JSON, Json.bytes(answer));
  }

  private boolean failed(Response response, Dialect dialect, Script script) throws IOException {
    String fault = script.fault();
    if (fault.equals("429")) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
      error(response, dialect, 429, "The stand-in was told to limit the rate.");
      return true;
    }
    if (fault.startsWith(ERROR)) {
      int status = Integer.parseInt(fault.substring(ERROR.length()));
      error(response, dialect, status, "The stand-in was told to answer " + status + ".");
      return true;
    }
    if (fault.equals("garbage")) {
      byte[] garbage = "<html>not an answer</html>".getBytes(StandardCharsets.UTF_8);
      whole(response, 200, JSON, garbage);
      return true;
    }
    return false;
  }

  private static @Nullable ObjectNode answer(
      String path, Script script, String id, ObjectNode body) {
    return switch (path) {
      case "/v1/chat/completions" -> OpenAiVoice.chat(script, id);
      case "/v1/completions" -> OpenAiVoice.completion(script, id);
      case "/v1/responses" -> new ResponsesVoice(script, id).whole();
      case "/v1/embeddings" ->
          OpenAiVoice.embeddings(
              script, body.get("input") instanceof ArrayNode inputs ? inputs.size() : 1);
      case "/v1/messages" -> AnthropicVoice.message(script, id);
      case "/v1/messages/count_tokens" -> Json.object().put("input_tokens", script.inputTokens());
      default -> null;
    };
  }

  private static @Nullable List<String> events(
      String path, Script script, String id, ObjectNode body) {
    boolean figures = body.path("stream_options").path("include_usage").asBoolean(false);
    return switch (path) {
      case "/v1/chat/completions" -> OpenAiVoice.chatEvents(script, id, figures);
      case "/v1/completions" -> OpenAiVoice.completionEvents(script, id, figures);
      case "/v1/responses" -> new ResponsesVoice(script, id).events();
      case "/v1/messages" -> AnthropicVoice.events(script, id);
      default -> null;
    };
  }

  private void stream(Response response, Script script, List<String> events)
      throws IOException, InterruptedException {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    pause(script.pause());
    boolean cut = script.fault().equals("cut");
    List<String> sent = cut ? events.subList(0, events.size() / 2) : events;
    if (perToken.isZero()) {
      Content.Sink.write(response, false, bytes(String.join("", sent)));
    } else {
      for (String event : sent) {
        Content.Sink.write(response, false, bytes(event));
        pause(perToken);
      }
    }
    if (cut) {
      throw new IOException("cut as told");
    }
    Content.Sink.write(response, true, BufferUtil.EMPTY_BUFFER);
  }

  /** Sends half of what it promised. */
  private static void cut(Response response, byte[] body) throws IOException {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    Content.Sink.write(response, false, ByteBuffer.wrap(body, 0, body.length / 2));
    throw new IOException("cut as told");
  }

  private void error(Response response, Dialect dialect, int status, String message)
      throws IOException {
    whole(response, status, JSON, errors.body(dialect, status, "stand_in", message));
  }

  private static void whole(Response response, int status, String type, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    Content.Sink.write(response, true, ByteBuffer.wrap(body));
  }

  private static ObjectNode models() {
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (String id : List.of("stand-in", "stand-in-tool", "stand-in-embedding")) {
      data.addObject()
          .put("id", id)
          .put("object", "model")
          .put("created", 1_750_000_000L)
          .put("owned_by", "plumbline-stand-in");
    }
    return list;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void pause(Duration time) throws InterruptedException {
    if (time.isPositive()) {
      Thread.sleep(time);
    }
  }
}
