package dev.plumbline.gateway.call;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
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
 */
public record LlmCall(
    String id,
    Endpoint endpoint,
    ObjectNode body,
    String model,
    boolean stream,
    SortedMap<String, String> headers) {
  public LlmCall {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }
}
