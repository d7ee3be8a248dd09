package dev.plumbline.gateway.admin;

import dev.plumbline.control.Actor;
import dev.plumbline.gateway.call.CallRefused;
import dev.plumbline.gateway.http.Exchange;
import dev.plumbline.gateway.http.Page;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Principal;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.host.InternalErrors;
import dev.plumbline.usage.remote.FailureCodes;
import dev.plumbline.usage.remote.WireJson;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Serves the admin API below {@link #PATH}: nothing without a token, and everything as JSON. */
public final class AdminPage implements Page {
  /** Where it is mounted. */
  public static final String PATH = "/admin/v1/";

  private static final Logger LOG = LoggerFactory.getLogger(AdminPage.class);
  private static final byte[] NOTHING = new byte[0];

  private final AdminParts parts;
  private final HostCheck hosts;
  private final Repeats repeats;
  private final InternalErrors defects = new InternalErrors();

  /** Serves what these parts can do. */
  public AdminPage(AdminParts parts) {
    this.parts = parts;
    this.hosts = new HostCheck(parts.host());
    this.repeats = new Repeats(parts.store());
  }

  @Override
  public void answer(Exchange exchange) throws IOException {
    Answer answer;
    try {
      answer = serve(exchange);
    } catch (Refused refused) {
      answer =
          new Answer(
              refused.status(),
              refused.headers(),
              FailureCodes.json(refused.code(), refused.message(), refused.next()));
    } catch (CallRefused refused) {
      answer =
          new Answer(
              refused.status(),
              refused.headers(),
              FailureCodes.json(refused.code(), refused.text(), ""));
    } catch (Failure failure) {
      answer = failed(failure);
    } catch (RuntimeException defect) {
      String told = defects.report("the admin API", defect);
      answer = new Answer(500, new TreeMap<>(), FailureCodes.json("internal_error", told, ""));
    }
    send(exchange, answer);
  }

  private static Answer failed(Failure failure) {
    SortedMap<String, String> headers = new TreeMap<>();
    if (failure instanceof Failure.LimitReached limited) {
      headers.put("retry-after", String.valueOf(limited.retryAfter().toSeconds()));
    }
    JsonNode json =
        FailureCodes.json(
            FailureCodes.code(failure), String.valueOf(failure.getMessage()), failure.next());
    return new Answer(FailureCodes.status(failure), headers, json);
  }

  private static void send(Exchange exchange, Answer answer) throws IOException {
    SortedMap<String, String> headers = new TreeMap<>(answer.headers());
    // Answers may hold new keys.
    headers.put("cache-control", "no-store");
    headers.put("x-content-type-options", "nosniff");
    exchange.send(answer.status(), "application/json", headers, WireJson.bytes(answer.body()));
  }

  private Answer serve(Exchange exchange) throws IOException {
    hosts.check(exchange.header("host"), exchange.header("origin"));
    String bearer = bearer(exchange.header("authorization"));
    Principal who = principal(exchange.peer(), bearer);
    Operations.Found found =
        Operations.find(exchange.method(), exchange.path().substring(PATH.length()));
    Operation operation = found.operation();
    if (!who.role().covers(operation.role())) {
      throw new Refused(
          403,
          "denied",
          "The token of %s has the role %s, and %s needs %s."
              .formatted(who.name(), lower(who.role()), operation.id(), lower(operation.role())),
          "Use a token of that role.");
    }
    AdminCall call =
        new AdminCall(
            parts,
            who,
            found.path(),
            QueryText.read(exchange.query(), operation.parameters()),
            ByteString.of(body(exchange, operation)),
            exchange.header("if-match"));
    Answer answer = run(operation, call, exchange.header("idempotency-key"), bearer);
    if (!exchange.method().equals("GET") && operation.role() != Role.READER) {
      LOG.info("{} did {} {}", who.name(), operation.id(), call.id());
    }
    return answer;
  }

  private Answer run(
      Operation operation, AdminCall call, @Nullable String idempotencyKey, String bearer) {
    if (idempotencyKey == null || !operation.once()) {
      return operation.action().run(call);
    }
    String print =
        Seal.digest(operation.id() + "\n" + call.path() + "\n" + call.query())
            + Seal.digest(call.body().hex());
    Actor actor = call.actor();
    return repeats.once(
        new Repeats.Request(actor, idempotencyKey, bearer, print),
        () -> operation.action().run(call));
  }

  private Principal principal(String peer, String bearer) {
    parts.guessing().check(peer);
    return parts
        .tokens()
        .authenticate(bearer)
        .orElseThrow(() -> {
          parts.guessing().failed(peer);
          return new Refused(
              401,
              "unauthorized",
              bearer.isEmpty() ? "There is no admin token." : "The admin token is wrong.",
              "Send a token of the admin API as a bearer token; the first one is in"
                  + " PLUMBLINE_HOME/admin-token.",
              Map.of("www-authenticate", "Bearer"));
        });
  }

  private static String bearer(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return "";
    }
    return header.substring(7).strip();
  }

  private byte[] body(Exchange exchange, Operation operation) throws IOException {
    Operation.Body takes = operation.takes();
    if (takes == null) {
      return NOTHING;
    }
    String type = exchange.header("content-type");
    boolean json = type == null || type.toLowerCase(Locale.ROOT).contains("json");
    byte[] body = exchange.body(parts.bodies().bytes(), parts.bodies().patience());
    if (!json && !takes.lines() && body.length > 0) {
      throw new Refused(
          415,
          "unsupported_media_type",
          "The body is said to be something other than JSON.",
          "Send the header Content-Type: application/json.");
    }
    if (body.length == 0 && takes.needed()) {
      throw new Failure.InvalidInput(
          "There is no body.", "Send " + (takes.lines() ? "JSON lines." : "a JSON object."));
    }
    return body;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
