package dev.plumbline.usage.source.otel.http;

import com.sun.net.httpserver.HttpExchange;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.otel.GenAiSpan;
import dev.plumbline.usage.source.otel.Spans;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.text.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers the requests of OTLP exporters. */
final class TraceRequests {
  private static final String PATH = "/v1/traces";
  private static final String SCHEME = "bearer ";
  private static final String RETRY_AFTER = "5";

  private final Optional<byte[]> token;
  private final GenAiSpan spans;
  private final UnaryOperator<UsageEvent> pricing;
  private final Intake intake;

  TraceRequests(
      Optional<String> token, GenAiSpan spans, UnaryOperator<UsageEvent> pricing, Intake intake) {
    this.token =
        token.filter(text -> !text.isBlank()).map(text -> text.getBytes(StandardCharsets.UTF_8));
    this.spans = spans;
    this.pricing = pricing;
    this.intake = intake;
  }

  void handle(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      refuse(exchange, 404, "There is only " + PATH + " here.");
    } else if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      refuse(exchange, 405, "Spans come by POST.");
    } else if (!allowed(exchange)) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      refuse(exchange, 401, "Send the token as Authorization: Bearer.");
    } else if (token.isEmpty() && exchange.getRequestHeaders().containsKey("Origin")) {
      refuse(exchange, 403, "Web pages need a token.");
    } else {
      Optional<TraceBody> form =
          TraceBody.of(exchange.getRequestHeaders().getFirst("Content-Type"));
      if (form.isEmpty()) {
        refuse(exchange, 415, "Send application/json or application/x-protobuf.");
      } else {
        take(exchange, form.get());
      }
    }
  }

  private boolean allowed(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return token.isEmpty()
        || (header != null
            && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
            && MessageDigest.isEqual(
                token.get(),
                header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8)));
  }

  private void take(HttpExchange exchange, TraceBody form) throws IOException {
    try {
      Optional<byte[]> body =
          TraceBody.bytes(
              exchange.getRequestBody(), exchange.getRequestHeaders().getFirst("Content-Encoding"));
      if (body.isEmpty()) {
        refuse(exchange, 413, "A body has at most " + TraceBody.MOST + " bytes.");
        return;
      }
      Taken taken = events(form.read(body.get()));
      List<String> refused = new ArrayList<>(taken.refused());
      refused.addAll(intake.write(taken.events()));
      byte[] answer = form.answer(refused.size(), refused.isEmpty() ? "" : refused.getFirst());
      send(exchange, 200, form.contentType(), answer);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      later(exchange, "The receiver ends.");
    } catch (Failure.InvalidInput | IOException wrong) {
      refuse(exchange, 400, text(wrong));
    } catch (Failure failure) {
      later(exchange, failure.text());
    }
  }

  private record Taken(List<UsageEvent> events, List<String> refused) {}

  private Taken events(JsonNode request) {
    List<UsageEvent> events = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    JsonNode resources = JsonValues.at(request, "resourceSpans");
    if (resources != null && resources.isArray()) {
      for (JsonNode resource : resources) {
        Spans.of(
            resource,
            call -> {
              try {
                UsageEvent event = spans.event(new Row(PATH, 0, call));
                events.add(pricing.apply(event));
              } catch (Failure.InvalidInput wrong) {
                refused.add(wrong.text());
              }
            });
      }
    }
    return new Taken(events, refused);
  }

  /** What may pass: an exporter sends the same spans again. */
  private static void later(HttpExchange exchange, String why) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", RETRY_AFTER);
    refuse(exchange, 503, why);
  }

  private static void refuse(HttpExchange exchange, int status, @Nullable String why)
      throws IOException {
    byte[] answer =
        JsonValues.mapper()
            .writeValueAsBytes(JsonValues.mapper().createObjectNode().put("message", why));
    send(exchange, status, "application/json", answer);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static String text(Exception wrong) {
    return wrong instanceof Failure failure ? failure.text() : "" + wrong.getMessage();
  }
}
