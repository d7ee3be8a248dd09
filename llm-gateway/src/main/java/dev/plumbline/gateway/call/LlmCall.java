package dev.plumbline.gateway.call;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request of an application, read as far as the gateway must understand it.
 *
 * @param id of the request, unique for ever
 * @param body as the application sent it; nobody changes it
 * @param model the model or alias asked for
 * @param stream whether the answer is wanted as events
 * @param headers those that a provider of the same dialect gets too, such as {@code
 *     anthropic-beta}, in lower case
 * @param wire the same body as bytes, with the place of its model; null when only {@code body}
 *     holds
 * @param trace follows it
 */
public record LlmCall(
    String id,
    Endpoint endpoint,
    ObjectNode body,
    String model,
    boolean stream,
    SortedMap<String, String> headers,
    @Nullable Wire wire,
    CallTrace trace) {
  public LlmCall {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** A call that nobody follows. */
  public LlmCall(
      String id,
      Endpoint endpoint,
      ObjectNode body,
      String model,
      boolean stream,
      SortedMap<String, String> headers,
      @Nullable Wire wire) {
    this(id, endpoint, body, model, stream, headers, wire, CallTrace.NONE);
  }

  /** A call that has no bytes of its own. */
  public LlmCall(
      String id,
      Endpoint endpoint,
      ObjectNode body,
      String model,
      boolean stream,
      SortedMap<String, String> headers) {
    this(id, endpoint, body, model, stream, headers, null);
  }

  /** The same call, followed. */
  public LlmCall followedBy(CallTrace follower) {
    return new LlmCall(id, endpoint, body, model, stream, headers, wire, follower);
  }

  /**
   * A body as it came, in UTF-8.
   *
   * @param modelStart where the value of the top-level field {@code model} begins, quote included
   * @param modelEnd where it ends, quote included
   */
  public record Wire(ByteString bytes, int modelStart, int modelEnd) {}
}
