package dev.plumbline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> NAMES =
      List.of("get_project_quality", "list_projects", "analyze_project", "suggest_fixes");

  @Test
  void findsMisspelledNamesClosestFirst() {
    assertThat(Nearest.to("list_project", NAMES, 2)).first().isEqualTo("list_projects");
    assertThat(Nearest.to("sugest_fixs", NAMES, 1)).containsExactly("suggest_fixes");
  }

  @Test
  void ignoresCase() {
    assertThat(Nearest.to("ANALYZE_PROJECT", NAMES, 1)).containsExactly("analyze_project");
  }

  @Test
  void findsNamesThatContainWhatWasTyped() {
    assertThat(Nearest.to("quality", NAMES, 1)).containsExactly("get_project_quality");
  }

  @Test
  void suggestsNothingFarAway() {
    assertThat(Nearest.to("zzzzzz", NAMES, 3)).isEmpty();
    assertThat(Nearest.hint("zzzzzz", NAMES)).isEmpty();
  }
}
