package dev.plumbline.usage.source.api.openai;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.http.Query;
import dev.plumbline.usage.source.report.Bucket;
import dev.plumbline.usage.source.report.BucketForm;
import dev.plumbline.usage.source.text.JsonValues;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Buckets with times in seconds since 1970. */
final class UnixBuckets implements BucketForm {
  @Override
  public Query range(Instant from, Instant to) {
    return Query.NONE
        .and("start_time", "" + from.getEpochSecond())
        .and("end_time", "" + to.getEpochSecond());
  }

  @Override
  public Bucket bucket(JsonNode bucket) {
    Instant start = Instant.ofEpochSecond(JsonValues.count(bucket, "start_time"));
    Instant end = Instant.ofEpochSecond(JsonValues.count(bucket, "end_time"));
    if (!start.isBefore(end) || start.equals(Instant.EPOCH)) {
      throw new Failure.Upstream(
          "OpenAI answered with a bucket from %s to %s.".formatted(start, end),
          "Check that the address is its API.",
          null);
    }
    return new Bucket(start, end);
  }
}
