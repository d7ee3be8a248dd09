package dev.plumbline.control.json;

import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.CachePolicy.Mode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Cache policies as JSON. */
final class CachePolicyJson {
  private static final BigDecimal SIMILARITY = new BigDecimal("0.95");
  private static final Duration TIME_TO_LIVE = Duration.ofHours(24);

  private CachePolicyJson() {}

  static void write(ObjectNode json, CachePolicy policy) {
    Instant purged = policy.purged();
    json.put("mode", policy.mode().label());
    json.put("similarity", Decimals.plain(policy.similarity()));
    json.put("time_to_live", policy.timeToLive().toString());
    json.put("purged", purged == null ? null : purged.toString());
  }

  static CachePolicy read(JsonFields fields, String id, long version) {
    Mode mode = fields.needed("mode", fields.choice("mode", Mode.class));
    BigDecimal similarity = fields.decimal("similarity");
    return new CachePolicy(
        id,
        mode,
        similarity == null ? SIMILARITY : similarity,
        fields.duration("time_to_live", TIME_TO_LIVE),
        fields.time("purged"),
        version);
  }
}
