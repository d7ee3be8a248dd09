package dev.plumbline.usage;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is charged to; what is not known is null.
 *
 * @param key the public part of the virtual key
 * @param tags further names and values, in name order
 */
public record Attribution(
    @Nullable String key,
    @Nullable String organisation,
    @Nullable String department,
    @Nullable String environment,
    @Nullable String task,
    @Nullable String user,
    @Nullable String session,
    SortedMap<String, String> tags) {
  /** Nobody known. */
  public static final Attribution NONE =
      new Attribution(null, null, null, null, null, null, null, new TreeMap<>());

  public Attribution {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  /** The same with other tags. */
  public Attribution withTags(Map<String, String> other) {
    return new Attribution(
        key, organisation, department, environment, task, user, session, new TreeMap<>(other));
  }
}
