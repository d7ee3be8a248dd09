package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads quality profiles. Thread-safe. */
public final class QualityProfilesClient {
  private final Api api;
  private final ServerClient server;

  QualityProfilesClient(ServerClient server) {
    this.api = server.api();
    this.server = server;
  }

  /** The profiles that a project's languages use. */
  public List<Profile> of(Scope scope) {
    return search(Map.of("project", scope.key()));
  }

  /** All profiles, or those of a language. */
  public List<Profile> all(String language) {
    return search(language.isEmpty() ? Map.of() : Map.of("language", language));
  }

  /** The latest changes of a profile, newest first. */
  public List<ProfileChange> changes(Profile profile, int count) {
    Map<String, String> parameters = named(profile);
    parameters.put("ps", String.valueOf(count));
    List<ProfileChange> changes = new ArrayList<>();
    for (JsonNode event : api.json("api/qualityprofiles/changelog", parameters).path("events")) {
      changes.add(
          new ProfileChange(
              Times.instant(event.path("date").asString("")),
              event.path("action").asString(""),
              event.path("ruleKey").asString(""),
              Untrusted.ofMarkup(event.path("ruleName").asString("")),
              Untrusted.of(event.path("authorName").asString(""))));
    }
    return changes;
  }

  /** How the second profile differs from the first, both of one language. */
  public ProfileComparison compare(Profile left, Profile right) {
    JsonNode answer =
        api.json(
            "api/qualityprofiles/compare", Map.of("leftKey", left.key(), "rightKey", right.key()));
    return new ProfileComparison(
        rules(answer.path("inLeft")),
        rules(answer.path("inRight")),
        rules(answer.path("modified")),
        answer.path("same").size());
  }

  private List<Profile> search(Map<String, String> filter) {
    Map<String, String> parameters = new LinkedHashMap<>(filter);
    server.organization().ifPresent(name -> parameters.put("organization", name));
    List<Profile> profiles = new ArrayList<>();
    for (JsonNode profile : api.json("api/qualityprofiles/search", parameters).path("profiles")) {
      profiles.add(
          new Profile(
              profile.path("key").asString(""),
              Untrusted.of(profile.path("name").asString("")),
              profile.path("language").asString(""),
              Untrusted.of(profile.path("parentName").asString("")),
              profile.path("activeRuleCount").asInt(0),
              profile.path("activeDeprecatedRuleCount").asInt(0),
              profile.path("isDefault").asBoolean(false),
              profile.path("isBuiltIn").asBoolean(false),
              Times.instant(profile.path("rulesUpdatedAt").asString("")),
              Times.instant(profile.path("lastUsed").asString(""))));
    }
    return profiles;
  }

  private Map<String, String> named(Profile profile) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("qualityProfile", profile.name().value());
    parameters.put("language", profile.language());
    server.organization().ifPresent(name -> parameters.put("organization", name));
    return parameters;
  }

  private static Map<String, Untrusted> rules(JsonNode given) {
    Map<String, Untrusted> rules = new LinkedHashMap<>();
    for (JsonNode rule : given) {
      rules.put(rule.path("key").asString(""), Untrusted.ofMarkup(rule.path("name").asString("")));
    }
    return rules;
  }
}
