package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what only commercial editions have. Thread-safe. */
public final class CommercialClient {
  private final Api api;

  CommercialClient(ServerClient server) {
    this.api = server.api();
  }

  /** Portfolios and applications; empty where the edition has none. */
  public Optional<List<Portfolio>> portfolios(String query, int count) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("ps", String.valueOf(count));
    if (!query.isEmpty()) {
      parameters.put("q", query);
    }
    try {
      List<Portfolio> found = new ArrayList<>();
      for (JsonNode view : api.json("api/views/search", parameters).path("components")) {
        found.add(
            new Portfolio(
                view.path("key").asString(""),
                Untrusted.of(view.path("name").asString("")),
                view.path("qualifier").asString("").equals("APP") ? "application" : "portfolio"));
      }
      return Optional.of(found);
    } catch (Failure.NotFound editionWithout) {
      return Optional.empty();
    }
  }

  /** Risks of a project's dependencies; empty where the server does not look for them. */
  public Optional<RiskPage> dependencyRisks(Scope scope, int page, int size) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("projectKey", scope.key());
    if (scope.branch() != null) {
      parameters.put("branchName", scope.branch());
    }
    if (scope.pullRequest() != null) {
      parameters.put("pullRequestKey", scope.pullRequest());
    }
    parameters.put("pageIndex", String.valueOf(page));
    parameters.put("pageSize", String.valueOf(size));
    try {
      JsonNode answer = api.json("api/v2/sca/issues-releases", parameters);
      List<Risk> risks = new ArrayList<>();
      answer.path("issuesReleases").forEach(risk -> risks.add(read(risk)));
      return Optional.of(
          new RiskPage(risks, answer.path("page").path("total").asLong(risks.size())));
    } catch (Failure.NotFound withoutLicence) {
      return Optional.empty();
    }
  }

  private static Risk read(JsonNode risk) {
    JsonNode release = risk.path("release");
    return new Risk(
        risk.path("key").asString(""),
        risk.path("severity").asString(""),
        risk.path("type").asString(""),
        risk.path("status").asString(""),
        Untrusted.of(risk.path("vulnerabilityId").asString("")),
        Untrusted.of(release.path("packageName").asString("")),
        Untrusted.of(release.path("version").asString("")));
  }

  /** A set of projects, {@code portfolio} or {@code application}. */
  public record Portfolio(String key, Untrusted name, String kind) {}

  /** A page of risks. */
  public record RiskPage(List<Risk> risks, long total) {}

  /**
   * A risk that comes with a dependency.
   *
   * @param vulnerability such as a CVE; empty for other risks
   */
  public record Risk(
      String key,
      String severity,
      String type,
      String status,
      Untrusted vulnerability,
      Untrusted dependency,
      Untrusted version) {}
}
