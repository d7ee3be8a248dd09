package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sonarqube.ws.Users;
import tools.jackson.databind.JsonNode;

/** Finds users. Thread-safe. */
public final class UsersClient {
  private static final int SHORTEST_QUERY = 2;

  private final Api api;

  UsersClient(ServerClient server) {
    this.api = server.api();
  }

  /** The login of the token's user. */
  public String me() {
    JsonNode user = api.json("api/users/current", Map.of());
    return user.path("login").asString("");
  }

  /** Active users whose login, name or e-mail holds a text; at most 50. */
  public List<User> search(String text) {
    Map<String, String> parameters = Scope.all().parameters();
    if (text.length() >= SHORTEST_QUERY) {
      parameters.put("q", text);
    }
    parameters.put("ps", "50");
    return api
        .get("api/users/search", Users.SearchWsResponse.parser(), parameters)
        .getUsersList()
        .stream()
        .map(user -> new User(user.getLogin(), Untrusted.of(user.getName())))
        .toList();
  }

  /**
   * The login of a user that exists; {@code me} is the token's own.
   *
   * @throws Failure.NotFound naming the nearest logins
   */
  public String login(String given) {
    if (given.equals("me")) {
      return me();
    }
    List<User> found = new ArrayList<>(search(given));
    if (found.stream().anyMatch(user -> user.login().equals(given))) {
      return given;
    }
    if (found.isEmpty()) {
      found.addAll(search(""));
    }
    List<String> logins = found.stream().map(User::login).toList();
    List<String> near = Nearest.to(given, logins, 3);
    throw new Failure.NotFound(
        "There is no user with the login %s.".formatted(Untrusted.of(given).inline(80)),
        (near.isEmpty() ? logins.stream().limit(3).toList() : near)
            .stream()
                .map(login -> Untrusted.of(login).inline(80))
                .collect(Collectors.joining(", ", "Did you mean ", "?")));
  }

  /** A user of SonarQube. */
  public record User(String login, Untrusted name) {}
}
