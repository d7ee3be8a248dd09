package dev.plumbline.usage.source.report;

import dev.plumbline.usage.source.Fingerprint;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stretch of time that a report sums up, and the ids of its lines. For one thread. */
public final class Bucket {
  private final Instant start;
  private final Instant end;
  private final Map<Fingerprint, Integer> alike = new HashMap<>();

  public Bucket(Instant start, Instant end) {
    this.start = start;
    this.end = end;
  }

  /** Its first instant. */
  public Instant start() {
    return start;
  }

  /** The first instant after it. */
  public Instant end() {
    return end;
  }

  /**
   * The id of a line, by the report's name and what its lines are grouped by; the second of lines
   * grouped alike is another than the first.
   */
  public String id(String report, @Nullable String... keys) {
    String[] parts = new String[keys.length + 2];
    parts[0] = report;
    parts[1] = start.toString();
    for (int i = 0; i < keys.length; i++) {
      String key = keys[i];
      parts[i + 2] = key == null ? "" : key;
    }
    Fingerprint line = Fingerprint.of(parts);
    int number = alike.merge(line, 1, Integer::sum);
    return number == 1 ? line.uuid() : Fingerprint.of(line.hex(), "" + number).uuid();
  }
}
