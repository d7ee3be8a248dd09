package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.SonarQubeOptions;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every text in a structured answer is either foreign, and then {@link Untrusted}, or listed here
 * with what makes it safe. A new field fails until someone has decided.
 */
class ForeignTextTest {
  private final TreeSet<String> plain = new TreeSet<>();
  private final TreeSet<String> foreign = new TreeSet<>();

  @Test
  void everyTextFieldIsForeignOrKnownToBeSafe() {
    SonarQube sonar = new SonarQube(SonarQubeOptions.of("http://127.0.0.1:9", "x"));
    for (Tool<?, ?> tool : SonarQubeTools.all(sonar)) {
      collect(tool.spec().name(), tool.spec().output());
    }
    assertThat(foreign).isNotEmpty();
    assertThat(plain)
        .containsExactlyInAnyOrder(
            // Keys, whose characters SonarQube restricts itself.
            "analyze_project.project",
            "analyze_project.rules.rule",
            "find_security_issues.byProject",
            "find_security_issues.issues.key",
            "find_security_issues.issues.project",
            "find_security_issues.issues.rule",
            "find_security_issues.project",
            "get_code_smells.issues.key",
            "get_code_smells.issues.project",
            "get_code_smells.issues.rule",
            "get_code_smells.project",
            "get_project_quality.project",
            "get_security_hotspots.hotspots.key",
            "get_security_hotspots.hotspots.rule",
            "get_security_hotspots.project",
            "list_projects.projects.key",
            "suggest_fixes.issue",
            "suggest_fixes.rule",
            // Words of SonarQube itself: severities, states, categories, names of metrics.
            "analyze_project.failed",
            "analyze_project.lastTask",
            "find_security_issues.bySeverity",
            "find_security_issues.issues.severity",
            "get_code_smells.bySeverity",
            "get_code_smells.issues.severity",
            "get_project_quality.conditions.condition",
            "get_security_hotspots.hotspots.category",
            "get_security_hotspots.hotspots.priority",
            "suggest_fixes.severity",
            // Numbers, dates and words of ours.
            "analyze_project.changes.before",
            "analyze_project.changes.change",
            "analyze_project.changes.figure",
            "analyze_project.changes.now",
            "analyze_project.gate",
            "get_project_quality.conditions.actual",
            "get_project_quality.conditions.required",
            "get_project_quality.conditions.result",
            "get_project_quality.gate",
            "get_project_quality.newCode",
            "get_project_quality.overall",
            "get_project_quality.ratings",
            "list_projects.projects.analyzed",
            "list_projects.projects.gate",
            "list_projects.projects.ratings",
            "suggest_fixes.leftOut",
            // Source as the diff needs it; every character of it but CR is checked to be visible.
            "suggest_fixes.diff");
  }

  private void collect(String path, Type type) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(path, argument);
      }
    } else if (type == String.class) {
      plain.add(path);
    } else if (type == Untrusted.class) {
      foreign.add(path);
    } else if (type instanceof Class<?> raw && raw.isRecord()) {
      for (RecordComponent component : raw.getRecordComponents()) {
        collect(path + "." + component.getName(), component.getGenericType());
      }
    }
  }
}
