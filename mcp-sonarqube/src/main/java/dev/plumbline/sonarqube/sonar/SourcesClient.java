package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.parser.Parser;
import org.sonarqube.ws.client.sources.LinesRequest;
import org.sonarqube.ws.client.sources.RawRequest;
import tools.jackson.databind.JsonNode;

/** Reads source code. Thread-safe. */
public final class SourcesClient {
  private final Api api;

  SourcesClient(ServerClient server) {
    this.api = server.api();
  }

  /**
   * Lines of a file.
   *
   * @param component the file's key
   * @param scope the branch or pull request it is in
   * @param from the first line, from 1
   * @param to the last line; lines behind the file's end are left out
   */
  public List<SourceLine> lines(String component, Scope scope, int from, int to) {
    LinesRequest request =
        new LinesRequest()
            .setKey(component)
            .setBranch(scope.branch())
            .setPullRequest(scope.pullRequest())
            .setFrom(String.valueOf(Math.max(1, from)))
            .setTo(String.valueOf(Math.max(1, to)));
    List<SourceLine> lines = new ArrayList<>();
    for (JsonNode line : api.json(services -> services.sources().lines(request)).path("sources")) {
      lines.add(
          new SourceLine(
              line.path("line").asInt(0),
              Untrusted.of(plain(line.path("code").asString(""))),
              Untrusted.of(line.path("scmAuthor").asString("")),
              Untrusted.of(line.path("scmRevision").asString("")),
              Times.instant(line.path("scmDate").asString("")),
              line.path("isNew").asBoolean(false),
              line.path("duplicated").asBoolean(false),
              coverage(line)));
    }
    return lines;
  }

  private static Optional<SourceLine.Coverage> coverage(JsonNode line) {
    return line.has("lineHits")
        ? Optional.of(
            new SourceLine.Coverage(
                line.path("lineHits").asInt(0),
                line.path("conditions").asInt(0),
                line.path("coveredConditions").asInt(0)))
        : Optional.empty();
  }

  /** The whole file as it is, every character of it: never show it as anything but data. */
  public String raw(String component, Scope scope) {
    RawRequest request =
        new RawRequest()
            .setKey(component)
            .setBranch(scope.branch())
            .setPullRequest(scope.pullRequest());
    return api.call(services -> services.sources().raw(request));
  }

  /** SonarQube marks syntax with span elements and escapes everything else. */
  static String plain(String marked) {
    return Parser.unescapeEntities(marked.replaceAll("</?span[^>]*>", ""), false);
  }
}
