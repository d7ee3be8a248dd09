package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sonarqube.ws.Hotspots;
import org.sonarqube.ws.client.hotspots.SearchRequest;
import org.sonarqube.ws.client.hotspots.ShowRequest;

/** Reads security hotspots. Thread-safe. */
public final class HotspotsClient {
  private final Api api;
  private final Cached<Boolean> supported;

  HotspotsClient(ServerClient server, RulesClient rules) {
    this.api = server.api();
    this.supported = new Cached<>(Duration.ofMinutes(5), () -> rules.any("SECURITY_HOTSPOT"));
  }

  /** Whether the server has any rule that raises hotspots. */
  public boolean supported() {
    return supported.get();
  }

  /**
   * Hotspots of a scope, the most probable vulnerabilities first.
   *
   * @param status {@code TO_REVIEW} or {@code REVIEWED}
   * @param resolution such as {@code SAFE}, with {@code REVIEWED} only
   */
  public HotspotPage search(
      Scope scope, String status, Optional<String> resolution, int page, int size) {
    SearchRequest request =
        new SearchRequest()
            .setProjectKey(scope.project())
            .setBranch(scope.branch())
            .setPullRequest(scope.pullRequest())
            .setStatus(status)
            .setResolution(resolution.orElse(null))
            .setP(String.valueOf(page))
            .setPs(String.valueOf(size));
    Hotspots.SearchWsResponse answer = api.call(services -> services.hotspots().search(request));
    Map<String, Untrusted> paths = new HashMap<>();
    answer
        .getComponentsList()
        .forEach(file ->
            paths.put(
                file.getKey(), Untrusted.of(file.hasPath() ? file.getPath() : file.getLongName())));
    List<Hotspot> hotspots =
        answer.getHotspotsList().stream().map(hotspot -> read(hotspot, paths)).toList();
    return new HotspotPage(hotspots, answer.getPaging().getTotal());
  }

  /** Whether a key is a hotspot's that the token may see. */
  public boolean exists(String key) {
    try {
      ShowRequest request = new ShowRequest().setHotspot(key);
      return api.call(services -> services.hotspots().show(request)).getKey().equals(key);
    } catch (Failure.NotFound | Failure.Denied noneToSee) {
      return false;
    }
  }

  /**
   * One hotspot with advice for its reviewer.
   *
   * @throws Failure.NotFound when there is none that the token may see
   */
  @SuppressWarnings("deprecation") // Servers before 10.x have the advice nowhere else.
  public HotspotDetails show(String key) {
    if (!Keys.isIssue(key)) {
      throw new Failure.InvalidInput(
          "%s is no hotspot key.".formatted(Untrusted.of(key).inline(80)),
          "Take a key from the rows of get_security_hotspots.");
    }
    ShowRequest request = new ShowRequest().setHotspot(key);
    Hotspots.ShowWsResponse shown = api.call(services -> services.hotspots().show(request));
    Hotspots.Rule rule = shown.getRule();
    Hotspot hotspot =
        new Hotspot(
            shown.getKey(),
            rule.getKey(),
            shown.getComponent().getKey(),
            Untrusted.of(shown.getComponent().getPath()),
            shown.getLine(),
            Untrusted.ofMarkup(shown.getMessage()),
            rule.getSecurityCategory(),
            rule.getVulnerabilityProbability(),
            shown.getStatus(),
            shown.getResolution(),
            Untrusted.of(shown.getAuthor()),
            Untrusted.of(shown.getAssignee()),
            Times.instant(shown.getCreationDate()));
    return new HotspotDetails(
        hotspot,
        shown.getProject().getKey(),
        Untrusted.ofMarkup(rule.getName()),
        Untrusted.ofHtml(rule.getRiskDescription()),
        Untrusted.ofHtml(rule.getVulnerabilityDescription()),
        Untrusted.ofHtml(rule.getFixRecommendations()),
        shown.getCanChangeStatus(),
        shown.getCommentList().stream()
            .map(comment ->
                new Issue.Comment(
                    Untrusted.of(comment.getLogin()),
                    Untrusted.ofMarkup(comment.getMarkdown()),
                    Times.instant(comment.getCreatedAt())))
            .toList());
  }

  /**
   * Reviews a hotspot, or puts it back.
   *
   * @param resolution such as {@code SAFE}; empty with {@code TO_REVIEW}
   * @param comment empty for none
   */
  public void changeStatus(String key, String status, String resolution, String comment) {
    Map<String, String> parameters = new HashMap<>(Map.of("hotspot", key, "status", status));
    if (!resolution.isEmpty()) {
      parameters.put("resolution", resolution);
    }
    if (!comment.isEmpty()) {
      parameters.put("comment", comment);
    }
    api.post("api/hotspots/change_status", parameters);
  }

  /** Gives a hotspot to a user; an empty login takes it from everybody. */
  public void assign(String key, String login) {
    api.post(
        "api/hotspots/assign",
        login.isEmpty() ? Map.of("hotspot", key) : Map.of("hotspot", key, "assignee", login));
  }

  /** Writes below a hotspot. */
  public void comment(String key, String text) {
    api.post("api/hotspots/add_comment", Map.of("hotspot", key, "comment", text));
  }

  private static Hotspot read(
      Hotspots.SearchWsResponse.Hotspot hotspot, Map<String, Untrusted> paths) {
    return new Hotspot(
        hotspot.getKey(),
        hotspot.getRuleKey(),
        hotspot.getComponent(),
        paths.getOrDefault(hotspot.getComponent(), Untrusted.of(hotspot.getComponent())),
        hotspot.getLine(),
        Untrusted.ofMarkup(hotspot.getMessage()),
        hotspot.getSecurityCategory(),
        hotspot.getVulnerabilityProbability(),
        hotspot.getStatus(),
        hotspot.getResolution(),
        Untrusted.of(hotspot.getAuthor()),
        Untrusted.of(hotspot.getAssignee()),
        Times.instant(hotspot.getCreationDate()));
  }
}
