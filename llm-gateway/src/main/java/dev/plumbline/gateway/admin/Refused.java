package dev.plumbline.gateway.admin;

import dev.plumbline.control.Entry;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A request that the admin API turns away with an HTTP status of its own. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String next;
  private final transient SortedMap<String, String> headers;

  Refused(int status, String code, String message, String next, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.next = next;
    this.headers = new TreeMap<>(headers);
  }

  Refused(int status, String code, String message, String next) {
    this(status, code, message, next, Map.of());
  }

  /**
   * A change of a version that is not the current one.
   *
   * @param status 412 when a header named the version, 409 when the body did
   */
  static Refused stale(int status, Entry current, long given) {
    return new Refused(
        status,
        "stale_version",
        "The current version of %s is %d, not %d."
            .formatted(current.id(), current.version(), given),
        "Read it again, and make the change to what it is now.",
        Map.of("etag", Versions.tag(current)));
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  String next() {
    return next;
  }

  SortedMap<String, String> headers() {
    return headers;
  }
}
