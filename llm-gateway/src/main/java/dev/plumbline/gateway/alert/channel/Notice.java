package dev.plumbline.gateway.alert.channel;

import dev.plumbline.control.Alert.Severity;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is to be told, whatever the medium. Its texts are plain, and may hold what strangers wrote.
 *
 * @param id the same on all channels
 * @param alert its id
 * @param kind such as {@code daily_spend}
 * @param title one line
 * @param lines further lines
 */
public record Notice(
    String id,
    Status status,
    String alert,
    String name,
    String kind,
    Severity severity,
    Instant time,
    String title,
    List<String> lines,
    List<Item> items,
    List<Table> tables) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Notice {
    lines = List.copyOf(lines);
    items = List.copyOf(items);
    tables = List.copyOf(tables);
  }

  /** What sort of message it is. */
  public enum Status {
    FIRING,
    RESOLVED,
    /** What happened in quiet hours. */
    DIGEST,
    REPORT,
    TEST
  }

  /**
   * One value that an alert is about.
   *
   * @param id the same when it fires and when it ends
   * @param level such as {@code department}; null where it has none
   * @param until the end of the time it is about; null for an open one
   * @param ended null while it fires
   * @param figures the text for programs
   */
  public record Item(
      String id,
      String value,
      @Nullable String level,
      boolean firing,
      Instant since,
      @Nullable Instant until,
      @Nullable Instant ended,
      String text,
      SortedMap<String, String> figures) {}

  /** A small table of a report. */
  public record Table(String title, List<String> columns, List<List<String>> rows) {}

  /** As it is kept until it is sent. */
  public String json() {
    return JSON.writeValueAsString(this);
  }

  /** What {@link #json} wrote. */
  public static Notice read(String json) {
    try {
      return JSON.readValue(json, Notice.class);
    } catch (JacksonException wrong) {
      throw new IllegalArgumentException("a message that cannot be read", wrong);
    }
  }
}
