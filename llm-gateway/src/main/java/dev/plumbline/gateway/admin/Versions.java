package dev.plumbline.gateway.admin;

import dev.plumbline.control.Entry;
import dev.plumbline.kernel.Failure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which version of an entry a change is meant for.
 *
 * @param header the version in {@code If-Match}; null for any
 * @param body the {@code version} field; null for any
 */
record Versions(@Nullable Long header, @Nullable Long body) {
  private static final Pattern TAG = Pattern.compile("\"?([0-9]{1,18})\"?");

  /** What a request says. */
  static Versions of(@Nullable String ifMatch, @Nullable JsonNode json) {
    JsonNode field = json == null ? null : json.get("version");
    if (field == null || field.isNull()) {
      return new Versions(read(ifMatch), null);
    }
    if (!field.isIntegralNumber() || !field.canConvertToLong()) {
      throw new Failure.InvalidInput(
          "The field version is no whole number.", "Give the version that was read.");
    }
    return new Versions(read(ifMatch), field.longValue());
  }

  private static @Nullable Long read(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new Failure.InvalidInput(
          "The header If-Match is no version.", "Send the ETag that was read, such as \"3\".");
    }
    return Long.valueOf(tag.group(1));
  }

  /** The ETag of an entry. */
  static String tag(Entry entry) {
    return "\"" + entry.version() + "\"";
  }

  /** Whether any version will do. */
  boolean any() {
    return header == null && body == null;
  }

  /** Refuses a change of another version than this one. */
  void check(Entry current) {
    if (header != null && header != current.version()) {
      throw Refused.stale(412, current, header);
    }
    if (body != null && body != current.version()) {
      throw Refused.stale(409, current, body);
    }
  }
}
