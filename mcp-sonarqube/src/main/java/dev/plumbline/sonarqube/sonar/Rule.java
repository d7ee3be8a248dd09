package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Map;

/**
 * A rule with its description.
 *
 * @param language such as {@code Java}; empty for none
 * @param type such as {@code BUG}
 * @param sections the description, in parts on servers that have them, else in one
 */
public record Rule(
    String key,
    Untrusted name,
    String language,
    String type,
    Severity severity,
    Map<SoftwareQuality, Severity> impacts,
    List<Untrusted> tags,
    List<Parameter> parameters,
    List<Section> sections) {
  public Rule {
    sections = List.copyOf(sections);
    parameters = List.copyOf(parameters);
  }

  /** What can be adjusted. */
  public record Parameter(String key, Untrusted standard, Untrusted description) {}

  /**
   * A part of the description.
   *
   * @param key such as {@code root_cause}, {@code how_to_fix} or {@code default}
   * @param contextKey the framework it is about; empty for all
   * @param contextName its name for people
   * @param html the text as HTML, as SonarQube gives it: reduce it with {@link Untrusted#ofHtml}
   */
  public record Section(String key, String contextKey, Untrusted contextName, String html) {}
}
