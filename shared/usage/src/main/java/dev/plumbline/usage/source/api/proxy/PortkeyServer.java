package dev.plumbline.usage.source.api.proxy;

import dev.plumbline.usage.source.http.ApiServer;
import java.util.Map;

/** Portkey's control plane. */
public final class PortkeyServer {
  /** Where the API is. */
  public static final String URL = "https://api.portkey.ai/v1";

  /** The environment variable that holds the key. */
  public static final String KEY = "PORTKEY_API_KEY";

  /** What the key must be. */
  public static final String NEED =
      "an API key with the scopes logs.export and analytics.view; exports need the plan for them.";

  private PortkeyServer() {}

  /** The server, asked with a key. */
  public static ApiServer of(String url, String key) {
    return new ApiServer("Portkey", url, Map.of("x-portkey-api-key", key), KEY, NEED);
  }
}
