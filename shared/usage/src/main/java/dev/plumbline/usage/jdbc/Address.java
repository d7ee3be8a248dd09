package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database server; user and password may be percent-encoded.
 *
 * @param user null when none is given
 * @param password null when none is given
 * @param host empty when none is given
 * @param port -1 when none is given
 * @param path its parts
 * @param options what follows the question mark
 */
record Address(
    String scheme,
    @Nullable String user,
    @Nullable String password,
    String host,
    int port,
    List<String> path,
    Map<String, String> options) {

  /** Reads an address; no part of it that may be secret shows up in the failure. */
  static Address parse(String text) {
    URI uri;
    try {
      uri = new URI(text.endsWith(":") ? text + "///" : text);
    } catch (URISyntaxException wrong) {
      throw wrong();
    }
    // Account names may hold underscores, which the URI class takes for no host at all.
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String login = at < 0 ? null : authority.substring(0, at);
    String server = authority.substring(at + 1);
    int portAt = server.startsWith("[") ? server.indexOf("]:") + 1 : server.indexOf(':');
    String host = portAt > 0 ? server.substring(0, portAt) : server;
    int colon = login == null ? -1 : login.indexOf(':');
    String user = login == null ? null : colon < 0 ? login : login.substring(0, colon);
    String password = login == null || colon < 0 ? null : login.substring(colon + 1);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    List<String> parts =
        List.of(path.split("/", -1)).stream()
            .filter(part -> !part.isEmpty())
            .map(Address::decoded)
            .toList();
    return new Address(
        uri.getScheme(),
        user == null ? null : decoded(user),
        password == null ? null : decoded(password),
        host,
        portAt > 0 ? port(server.substring(portAt + 1)) : -1,
        parts,
        options(uri.getRawQuery()));
  }

  /** Refuses options that nothing reads. */
  void allow(Collection<String> known) {
    for (String option : options.keySet()) {
      if (!known.contains(option)) {
        throw new Failure.Misconfigured(
            "The ledger's location has the unknown option '" + option + "'.",
            (Nearest.hint(option, known) + " Known: " + String.join(", ", known) + ".").strip());
      }
    }
  }

  private static Map<String, String> options(@Nullable String query) {
    Map<String, String> options = new LinkedHashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String option : query.split("&", -1)) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        options.put(decoded(name), equals < 0 ? "" : decoded(option.substring(equals + 1)));
      }
    }
    return options;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the same message as a number out of bounds.
    }
    throw wrong();
  }

  private static String decoded(String text) {
    try {
      // A plus is a plus in this part of an address.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      throw wrong();
    }
  }

  private static Failure wrong() {
    return new Failure.Misconfigured(
        "The ledger's location is not a valid address.",
        "Write it as scheme://user:password@host:port/database, and percent-encode what is special"
            + " in user and password.");
  }
}
