package dev.plumbline.sonarqube.features;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.feature.ResourceTemplate;
import dev.plumbline.mcp.feature.TextTemplate;
import dev.plumbline.mcp.host.Features;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.answer.RuleArguments;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.fix.DossierReader;
import dev.plumbline.sonarqube.fix.RuleCard;
import dev.plumbline.sonarqube.report.ReportData;
import dev.plumbline.sonarqube.report.ReportFormat;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.ProjectFile;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The prompts, resources and templates of this program. */
public final class SonarQubeFeatures {
  private static final String MARKDOWN = "text/markdown";
  private static final int PAGE_BYTES = 64 * 1024;

  /** A longer file is cut; get_source pages through it. */
  private static final int SOURCE_BYTES = 256 * 1024;

  private final SonarQube sonarQube;
  private final Completions completions;

  private SonarQubeFeatures(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.completions = new Completions(sonarQube);
  }

  /** All of them. */
  public static Features all(SonarQube sonarQube) {
    SonarQubeFeatures features = new SonarQubeFeatures(sonarQube);
    return new Features(
        new Prompts(sonarQube).all(), List.of(new ProjectList(sonarQube)), features.templates());
  }

  private List<ResourceTemplate> templates() {
    List<ResourceTemplate> templates = new ArrayList<>();
    for (ReportFormat format : ReportFormat.values()) {
      templates.add(
          new TextTemplate(
              "sonarqube://projects/{project_key}/reports/" + format.word(),
              format.word() + " report",
              format == ReportFormat.MARKDOWN
                  ? "A project's quality report for people."
                  : "A project's issues as " + format.word() + ".",
              format.mimeType(),
              Map.of("project_key", completions.projects()),
              variables -> report(format, variables.getOrDefault("project_key", ""))));
    }
    templates.add(
        new TextTemplate(
            "sonarqube://rules/{rule}",
            "rule",
            "A rule in plain text.",
            MARKDOWN,
            Map.of("rule", completions.rules()),
            variables -> rule(variables.getOrDefault("rule", ""))));
    templates.add(
        new TextTemplate(
            "sonarqube://issues/{issue}",
            "issue",
            "An issue with source, flows, history and what may be done with it.",
            MARKDOWN,
            Map.of(),
            variables -> issue(variables.getOrDefault("issue", ""))));
    templates.add(
        new TextTemplate(
            "sonarqube://projects/{project_key}/files/{path}",
            "source file",
            "A source file; slashes in its path are written %2F.",
            MARKDOWN,
            Map.of("project_key", completions.projects(), "path", completions.files()),
            variables ->
                source(
                    variables.getOrDefault("project_key", ""),
                    variables.getOrDefault("path", ""))));
    return templates;
  }

  private String report(ReportFormat format, String project) {
    Scope scope = sonarQube.projects().scope(project, null, null);
    return format.write(ReportData.of(sonarQube, scope, IssueFilter.any()));
  }

  private String rule(String key) {
    RuleCard card =
        new RuleCard(RuleArguments.find(sonarQube, key), sonarQube.server().mode(), null);
    return Wording.paragraphs(card.within(PAGE_BYTES).text(), Untrusted.LEGEND);
  }

  private String issue(String key) {
    return Wording.paragraphs(
        new DossierReader(sonarQube)
            .card(sonarQube.issues().byKey(key), (_, _, _) -> {})
            .within(PAGE_BYTES)
            .text(),
        Untrusted.LEGEND);
  }

  private String source(String project, String path) {
    Scope scope = sonarQube.projects().scope(project, null, null);
    ProjectFile file = sonarQube.files().find(scope, path);
    if (file.isFolder()) {
      throw new Failure.InvalidInput(
          "%s is a folder.".formatted(file.path().inline(200)), "Give a file.");
    }
    String raw = sonarQube.sources().raw(file.component(), scope);
    boolean whole = Text.bytes(raw) <= SOURCE_BYTES;
    String shown = whole ? raw : Text.cutBytes(raw, SOURCE_BYTES);
    return Wording.paragraphs(
        "# " + file.path().inline(200),
        Untrusted.of(shown).block("source"),
        whole ? "" : "Cut after 256 KB; get_source shows the rest by lines.",
        Untrusted.LEGEND);
  }
}
