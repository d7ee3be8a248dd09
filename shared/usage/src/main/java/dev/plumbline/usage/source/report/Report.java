package dev.plumbline.usage.source.report;

import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.http.Query;
import dev.plumbline.usage.source.table.Row;
import java.time.Duration;
import java.util.Optional;

/**
 * One report of a server.
 *
 * @param name unique within its source; part of the ids of its lines and of the import's state
 * @param query what is asked beside the range: the width of a bucket, its grouping
 * @param width the length of a bucket
 * @param settling how long after its end a bucket may still change; it is not read before
 */
public record Report(
    String name, String path, Query query, Duration width, Duration settling, Lines lines) {
  /** Makes events of the lines of a bucket. */
  public interface Lines {
    /** The event of a line; empty when nothing was used. A line that is none: InvalidInput. */
    Optional<UsageEvent> event(Bucket bucket, Row line);
  }
}
