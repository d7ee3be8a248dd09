package dev.plumbline.gateway.call;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A request that the gateway turns away; the application gets it in its own dialect. */
public final class CallRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient SortedMap<String, String> headers;

  /**
   * Turns a request away.
   *
   * @param status of HTTP
   * @param code stable, such as {@code budget_exceeded}
   * @param message what went wrong and what to do next
   * @param headers further ones of the answer, in lower case
   */
  public CallRefused(int status, String code, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** The same without headers. */
  public CallRefused(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Its stable code. */
  public String code() {
    return code;
  }

  /** What it says. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** Further headers of the answer. */
  public SortedMap<String, String> headers() {
    return headers;
  }
}
