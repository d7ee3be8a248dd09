package dev.plumbline.usage.source.report;

import dev.plumbline.usage.source.http.Query;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** How a server writes the times of buckets; its pages are {@code data}, {@code next_page}. */
public interface BucketForm {
  /** Asks for a range; {@code to} is the first instant after it. */
  Query range(Instant from, Instant to);

  /** The times of a bucket. */
  Bucket bucket(JsonNode bucket);
}
