package dev.plumbline.admin.backend.portkey;

import dev.plumbline.usage.source.http.ApiServer;
import java.util.Map;
import java.util.regex.Pattern;

/** Which of the two APIs it is. */
public enum Edition {
  /** Portkey's own, with workspaces. */
  CLASSIC("https://api.portkey.ai/v1", "x-portkey-api-key", "", "api-keys/workspace/service"),
  /** Its successor, without workspaces, virtual keys and audit logs. */
  SUCCESSOR(
      "https://aigw.portkey.ai/v1", "Authorization", "Bearer ", "api-keys/organisation/service");

  private static final Pattern HOST = Pattern.compile("https?://aigw\\.", Pattern.CASE_INSENSITIVE);
  private static final String KEY = "PORTKEY_API_KEY";
  private static final String NEED =
      "an API key of an admin with the scopes for service API keys, policies, configs and"
          + " analytics.";

  private final String url;
  private final String header;
  private final String prefix;
  private final String makesKeys;

  Edition(String url, String header, String prefix, String makesKeys) {
    this.url = url;
    this.header = header;
    this.prefix = prefix;
    this.makesKeys = makesKeys;
  }

  /** Where it is. */
  public String url() {
    return url;
  }

  /** The one that an address is likely of: the successor's hosts begin with {@code aigw}. */
  public static Edition of(String url) {
    return HOST.matcher(url).lookingAt() ? SUCCESSOR : CLASSIC;
  }

  /** The server, asked with a key of an admin. */
  public ApiServer server(String address, String key) {
    return new ApiServer("Portkey", address, Map.of(header, prefix + key), KEY, NEED);
  }

  String makesKeys() {
    return makesKeys;
  }
}
