package dev.plumbline.admin.backend.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.usage.source.http.Advice;
import dev.plumbline.usage.source.http.ApiClient;
import dev.plumbline.usage.source.http.ApiServer;
import dev.plumbline.usage.source.http.Patience;
import dev.plumbline.usage.source.http.Pauses;
import dev.plumbline.usage.source.http.Query;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The administration API of one vendor. Requests that may be repeated are, a few times; those that
 * make something are sent once. Thread-safe.
 */
public final class VendorApi {
  private static final Advice ADVICE =
      new Advice(
          "use",
          "Try it again later.",
          "List what is there: it may have been changed or removed meanwhile.",
          "Change what was asked for.",
          "The request was interrupted.");
  private static final Patience PATIENCE =
      new Patience(3, Duration.ofMillis(300), Duration.ofSeconds(30));
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_@:+=][A-Za-z0-9_.@:+=-]{0,254}");
  private static final int MOST_PAGES = 1000;

  private final ApiClient client;

  VendorApi(ApiClient client) {
    this.client = client;
  }

  /** Asks a server with the usual patience: three retries, no wait longer than 30 seconds. */
  public static VendorApi of(ApiServer server, Clock clock) {
    return of(server, Pauses.SLEEP, clock);
  }

  /** The same with other pauses. */
  public static VendorApi of(ApiServer server, Pauses pauses, Clock clock) {
    return new VendorApi(
        new ApiClient(server, ADVICE, HttpSettings.standard(), PATIENCE, pauses, clock));
  }

  /** The server it asks. */
  public ApiServer server() {
    return client.server();
  }

  /** Reads. */
  public JsonNode get(String path, Query query) {
    return client.get(path, query);
  }

  /** Sends what has the same effect when it comes twice. */
  public JsonNode post(String path, JsonNode body) {
    return orEmpty(client.send("POST", path, Query.NONE, body, true));
  }

  /** Sends what makes something, once; its answer may get lost. */
  public JsonNode make(String path, JsonNode body) {
    return orEmpty(client.send("POST", path, Query.NONE, body, false));
  }

  /** Replaces. */
  public JsonNode put(String path, JsonNode body) {
    return orEmpty(client.send("PUT", path, Query.NONE, body, true));
  }

  /** Changes some fields. */
  public JsonNode patch(String path, JsonNode body) {
    return orEmpty(client.send("PATCH", path, Query.NONE, body, true));
  }

  /** Deletes; what the first of several tries deleted counts as deleted. */
  public void delete(String path) {
    delete("DELETE", path, null);
  }

  /** Deletes what a body names; what the first of several tries deleted counts as deleted. */
  public void delete(String path, JsonNode body) {
    delete("POST", path, body);
  }

  private void delete(String method, String path, @Nullable JsonNode body) {
    try {
      client.send(method, path, Query.NONE, body, false);
    } catch (Failure.Upstream lost) {
      try {
        client.send(method, path, Query.NONE, body, true);
      } catch (Failure.NotFound gone) {
        return;
      }
    }
  }

  /**
   * Reads all pages; a server that answers every page with all of them is read once.
   *
   * @param size how many items a full page has
   * @param page the items of a page, counted from 0
   */
  public List<JsonNode> pages(int size, IntFunction<JsonNode> page) {
    List<JsonNode> all = new ArrayList<>();
    for (int number = 0; number < MOST_PAGES; number++) {
      JsonNode items = page.apply(number);
      if (!items.isArray()) {
        throw odd("a list without items");
      }
      boolean again = number > 0 && items.size() > 0 && all.contains(items.get(0));
      if (again) {
        return List.copyOf(all);
      }
      items.forEach(all::add);
      if (items.size() < size) {
        return List.copyOf(all);
      }
    }
    throw odd("a list without an end");
  }

  /** That it answers in a way that it should not. */
  public Failure.Upstream odd(String what) {
    return new Failure.Upstream(
        "%s answers with %s.".formatted(server(), what),
        "Check that the address is its API, and its version.",
        null);
  }

  /** An id as a part of a path; refused where it would change the path. */
  public static String part(String id) {
    if (!ID.matcher(id).matches()) {
      throw new Failure.InvalidInput(
          "'%s' is no id.".formatted(ForeignTexts.shown(id)), "Take an id from a list.");
    }
    return id;
  }

  private static JsonNode orEmpty(@Nullable JsonNode answer) {
    return answer == null ? JsonNodeFactory.instance.objectNode() : answer;
  }
}
