package dev.plumbline.gateway.access;

import dev.plumbline.control.VirtualKey;
import dev.plumbline.gateway.call.CallRefused;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads whom a request says it is for. */
final class AttributionHeaders {
  private static final int LONGEST = 200;
  private static final int MOST_TAGS = 16;

  private AttributionHeaders() {}

  /**
   * The caller that a key and headers name.
   *
   * @param header the value of a header by its name in lower case; null when it is absent
   */
  static Caller read(VirtualKey key, Function<String, @Nullable String> header) {
    VirtualKey.Owner owner = key.owner();
    if (!key.rules().attribution()) {
      return new Caller(key, owner.user(), owner.task(), null, new TreeMap<>());
    }
    String user = value("x-plumbline-user", header);
    String task = value("x-plumbline-task", header);
    return new Caller(
        key,
        user == null ? owner.user() : user,
        task == null ? owner.task() : task,
        value("x-plumbline-session", header),
        tags(value("x-plumbline-tags", header)));
  }

  private static @Nullable String value(String name, Function<String, @Nullable String> header) {
    String value = header.apply(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > LONGEST * (name.endsWith("tags") ? MOST_TAGS : 1)) {
      throw invalid(name, "is longer than " + LONGEST + " characters");
    }
    return value.strip();
  }

  private static SortedMap<String, String> tags(@Nullable String text) {
    SortedMap<String, String> tags = new TreeMap<>();
    if (text == null) {
      return tags;
    }
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw invalid("x-plumbline-tags", "has the part '" + pair.strip() + "'");
      }
      tags.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    if (tags.size() > MOST_TAGS) {
      throw invalid("x-plumbline-tags", "names more than " + MOST_TAGS + " tags");
    }
    return tags;
  }

  private static CallRefused invalid(String name, String what) {
    return new CallRefused(
        400,
        "invalid_header",
        "The header %s %s. Write short values, tags as name=value,name=value."
            .formatted(name, what));
  }
}
