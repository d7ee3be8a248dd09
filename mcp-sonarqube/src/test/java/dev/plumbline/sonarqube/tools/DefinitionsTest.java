package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.json.Json;
import dev.plumbline.mcp.schema.RecordSchemas;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.SonarQubeOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {
  @Test
  void definitionsStaySmall() {
    RecordSchemas schemas = new RecordSchemas();
    for (Tool<?, ?> tool : tools()) {
      int bytes =
          Text.bytes(tool.spec().description())
              + Text.bytes(Json.records().writeValueAsString(schemas.ofInput(tool.spec().input())))
              + Text.bytes(
                  Json.records().writeValueAsString(schemas.ofOutput(tool.spec().output())));
      assertThat(bytes).as(tool.spec().name()).isLessThan(1_600);
    }
  }

  @Test
  void theOrderIsStable() {
    assertThat(tools().stream().map(tool -> tool.spec().name()))
        .containsExactly(
            "get_project_quality",
            "analyze_project",
            "get_code_smells",
            "find_security_issues",
            "get_security_hotspots",
            "suggest_fixes",
            "list_projects");
  }

  @ParameterizedTest
  @CsvSource({"0, 0 min", "59, 59 min", "330, 5 h 30 min", "480, 1 d", "1045, 2 d 1 h", "60, 1 h"})
  void tellsEffortsInWorkingDays(long minutes, String words) {
    assertThat(Wording.effort(minutes)).isEqualTo(words);
  }

  private static List<Tool<?, ?>> tools() {
    return SonarQubeTools.all(new SonarQube(SonarQubeOptions.of("", "")));
  }
}
