package dev.plumbline.usage.source.api.anthropic;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.http.Query;
import dev.plumbline.usage.source.report.Bucket;
import dev.plumbline.usage.source.report.BucketForm;
import dev.plumbline.usage.source.text.JsonValues;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Buckets with times in RFC 3339. */
final class IsoBuckets implements BucketForm {
  @Override
  public Query range(Instant from, Instant to) {
    return Query.NONE.and("starting_at", from.toString()).and("ending_at", to.toString());
  }

  @Override
  public Bucket bucket(JsonNode bucket) {
    return new Bucket(
        time(JsonValues.text(bucket, "starting_at")), time(JsonValues.text(bucket, "ending_at")));
  }

  private static Instant time(@Nullable String text) {
    try {
      return OffsetDateTime.parse(text == null ? "" : text).toInstant();
    } catch (DateTimeException unreadable) {
      throw new Failure.Upstream(
          "Anthropic answered with a bucket without times.",
          "Check that the address is its API.",
          unreadable);
    }
  }
}
