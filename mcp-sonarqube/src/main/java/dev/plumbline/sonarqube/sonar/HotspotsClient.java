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
