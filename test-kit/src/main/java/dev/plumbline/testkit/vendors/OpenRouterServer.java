package dev.plumbline.testkit.vendors;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenRouter's API for keys. */
public final class OpenRouterServer extends VendorServer {
  /** The management key that it takes. */
  public static final String KEY = "sk-or-v1-management-0123456789";

  private static final BigDecimal COST = new BigDecimal("0.25");
  private static final Set<String> RESETS = Set.of("daily", "weekly", "monthly");

  private final Map<String, ObjectNode> keys = new LinkedHashMap<>();
  private final InstantSource clock;
  private final int page;

  /**
   * @param page how many keys a list gives at a time
   */
  public OpenRouterServer(InstantSource clock, int page) {
    super("/api/v1", "Authorization", "Bearer " + KEY);
    this.clock = clock;
    this.page = page;
    on("GET", "/keys", this::list);
    on("POST", "/keys", this::create);
    on("GET", "/keys/([^/]+)", call -> data(found(call.takes())));
    on("PATCH", "/keys/([^/]+)", this::change);
    on("DELETE", "/keys/([^/]+)", this::delete);
  }

  /** What a request with a key costs; empty when it is refused. */
  public Optional<BigDecimal> use(String secret) {
    return locked(() -> {
      ObjectNode key = keys.get(hash(secret));
      if (key == null || !admits(key)) {
        return Optional.empty();
      }
      for (String usage : List.of("usage", "usage_daily", "usage_weekly", "usage_monthly")) {
        key.put(usage, key.path(usage).decimalValue().add(COST));
      }
      return Optional.of(COST);
    });
  }

  private boolean admits(ObjectNode key) {
    JsonNode expires = key.path("expires_at");
    boolean over =
        expires.isString() && !clock.instant().isBefore(Instant.parse(expires.asString()));
    BigDecimal left = left(key);
    return !over && !key.path("disabled").asBoolean() && (left == null || left.signum() > 0);
  }

  private static @Nullable BigDecimal left(ObjectNode key) {
    if (!key.path("limit").isNumber()) {
      return null;
    }
    JsonNode reset = key.path("limit_reset");
    String usage = reset.isString() ? "usage_" + reset.asString() : "usage";
    return key.path("limit").decimalValue().subtract(key.path(usage).decimalValue());
  }

  private JsonNode list(VendorCall call) {
    call.takes("offset", "include_disabled", "workspace_id");
    boolean disabled = "true".equals(call.parameter("include_disabled"));
    ObjectNode answer = VendorCall.object();
    ArrayNode data = answer.putArray("data");
    List<ObjectNode> newest = new ArrayList<>(keys.values()).reversed();
    newest.stream()
        .filter(key -> disabled || !key.path("disabled").asBoolean())
        .skip(call.number("offset", 0))
        .limit(page)
        .forEach(key -> data.add(shown(key)));
    return answer;
  }

  private JsonNode create(VendorCall call) {
    ObjectNode body =
        call.takes()
            .fields(
                "name",
                "limit",
                "limit_reset",
                "include_byok_in_limit",
                "expires_at",
                "workspace_id");
    if (body.path("name").asString("").isEmpty()) {
      throw new VendorError(400, "name is required");
    }
    check(body);
    String secret = "sk-or-v1-" + UUID.randomUUID().toString().replace("-", "");
    ObjectNode key = VendorCall.object();
    key.put("hash", hash(secret))
        .put("label", secret.substring(0, 12) + "..." + secret.substring(38));
    key.put("disabled", false).putNull("limit").putNull("limit_reset").putNull("expires_at");
    for (String usage : List.of("", "_daily", "_weekly", "_monthly")) {
      key.put("usage" + usage, BigDecimal.ZERO).put("byok_usage" + usage, BigDecimal.ZERO);
    }
    key.put("include_byok_in_limit", false).put("created_at", clock.instant().toString());
    key.setAll(body);
    keys.put(hash(secret), key);
    ObjectNode answer = data(key);
    answer.put("key", secret);
    return answer;
  }

  private static void check(ObjectNode body) {
    JsonNode limit = body.path("limit");
    JsonNode reset = body.path("limit_reset");
    if (!limit.isMissingNode() && !limit.isNull() && !limit.isNumber()) {
      throw new VendorError(400, "limit must be a number");
    }
    if (reset.isString() && !RESETS.contains(reset.asString())) {
      throw new VendorError(400, "limit_reset must be one of daily, weekly, monthly");
    }
  }

  private JsonNode change(VendorCall call) {
    ObjectNode key = found(call.takes());
    ObjectNode body =
        call.fields("name", "disabled", "limit", "limit_reset", "include_byok_in_limit");
    check(body);
    key.setAll(body);
    key.put("updated_at", clock.instant().toString());
    return data(key);
  }

  private JsonNode delete(VendorCall call) {
    found(call.takes());
    keys.remove(call.parts().getFirst());
    return VendorCall.object().put("deleted", true);
  }

  private ObjectNode found(VendorCall call) {
    ObjectNode key = keys.get(call.parts().getFirst());
    if (key == null) {
      throw new VendorError(404, "API key not found");
    }
    return key;
  }

  private static ObjectNode data(ObjectNode key) {
    ObjectNode answer = VendorCall.object();
    answer.set("data", shown(key));
    return answer;
  }

  private static ObjectNode shown(ObjectNode key) {
    return key.deepCopy().put("limit_remaining", left(key));
  }

  @Override
  protected JsonNode error(int status, String message) {
    ObjectNode answer = VendorCall.object();
    answer.putObject("error").put("code", status).put("message", message);
    return answer;
  }

  static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
