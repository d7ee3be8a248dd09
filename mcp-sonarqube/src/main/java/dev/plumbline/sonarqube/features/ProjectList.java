package dev.plumbline.sonarqube.features;

import dev.plumbline.mcp.feature.Contents;
import dev.plumbline.mcp.feature.Resource;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Project;
import dev.plumbline.sonarqube.sonar.ProjectPage;
import dev.plumbline.sonarqube.sonar.SonarQube;

/** The projects as a resource. */
record ProjectList(SonarQube sonarQube) implements Resource {
  private static final int MOST = 500;

  @Override
  public String uri() {
    return "sonarqube://projects";
  }

  @Override
  public String name() {
    return "projects";
  }

  @Override
  public String description() {
    return "The projects that the token may see, failing quality gates first.";
  }

  @Override
  public String mimeType() {
    return "text/markdown";
  }

  @Override
  public Contents read() {
    ProjectPage page = sonarQube.projects().worstFirst("", 1, MOST);
    Table table = new Table("Key", "Name", "Analyzed");
    for (Project project : page.projects()) {
      table.row(
          Keys.show(project.key()),
          project.name().inline(100),
          Wording.date(project.lastAnalysis()));
    }
    return new Contents.Text(
        Wording.paragraphs(
            "# " + Wording.count(page.total(), "project"),
            table.isEmpty() ? "" : table.toString(),
            page.total() > MOST ? "The first %d.".formatted(MOST) : "",
            Untrusted.LEGEND));
  }
}
