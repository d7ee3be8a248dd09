package dev.plumbline.mcp.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.mcp.tool.Toolset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogTest {
  record Nothing() {}

  record Ask(String name, String toolset) implements Question<Nothing, Nothing> {
    @Override
    public ToolSpec<Nothing, Nothing> spec() {
      return ToolSpec.question(name, name, name, toolset, Nothing.class, Nothing.class);
    }

    @Override
    public Answer<Nothing> answer(Nothing input, Call call) {
      return Answer.of(input, "");
    }
  }

  record Do(String name, String toolset) implements Change<Nothing, Nothing> {
    @Override
    public ToolSpec<Nothing, Nothing> spec() {
      return ToolSpec.change(name, name, name, toolset, Effect.WRITE, Nothing.class, Nothing.class);
    }

    @Override
    public Plan<Nothing> plan(Nothing input, Call call) {
      return new Plan.Unchanged<>(Answer.of(input, ""));
    }
  }

  private static final List<Toolset> TOOLSETS =
      List.of(new Toolset("core", "core", true), new Toolset("admin", "admin", false));
  private static final List<Tool<?, ?>> TOOLS =
      List.of(
          new Ask("get_a", "core"),
          new Do("set_a", "core"),
          new Ask("get_b", "admin"),
          new Do("set_b", "admin"));

  @Test
  void theDefaultToolsetsAreOfferedInOrder() {
    assertThat(names(Set.of(), Set.of(), Set.of(), false)).containsExactly("get_a", "set_a");
  }

  @Test
  void toolsetsToolsAndExclusionsCombine() {
    assertThat(names(Set.of("all"), Set.of(), Set.of("set_a"), false))
        .containsExactly("get_a", "get_b", "set_b");
    assertThat(names(Set.of("core"), Set.of("get_b"), Set.of(), false))
        .containsExactly("get_a", "set_a", "get_b");
    assertThat(names(Set.of(), Set.of("get_b"), Set.of(), false)).containsExactly("get_b");
  }

  @Test
  void readOnlyOverridesEverything() {
    assertThat(names(Set.of("all"), Set.of("set_a"), Set.of(), true))
        .containsExactly("get_a", "get_b");
  }

  @Test
  void unknownNamesAreErrorsThatListTheKnownOnes() {
    assertThatThrownBy(() -> names(Set.of("amdin"), Set.of(), Set.of(), false))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessage("Unknown toolset 'amdin'.")
        .extracting(thrown -> ((Failure) thrown).next())
        .isEqualTo("Did you mean admin? Known: core, admin.");
    assertThatThrownBy(() -> names(Set.of(), Set.of("get_z"), Set.of(), false))
        .hasMessage("Unknown tool 'get_z'.");
    assertThatThrownBy(() -> names(Set.of(), Set.of(), Set.of("nope"), false))
        .hasMessage("Unknown tool 'nope'.");
  }

  @Test
  void aMissingToolIsExplained() {
    Catalog catalog = catalog(Set.of(), Set.of(), Set.of(), true);
    assertThat(catalog.whyMissing("get_aa")).contains("no tool 'get_aa'").contains("get_a?");
    assertThat(catalog.whyMissing("get_b")).contains("--toolsets admin");
    assertThat(catalog.whyMissing("set_a")).contains("--read-only");
  }

  private static List<String> names(
      Set<String> toolsets, Set<String> tools, Set<String> excluded, boolean readOnly) {
    return catalog(toolsets, tools, excluded, readOnly).offered().stream()
        .map(tool -> tool.spec().name())
        .toList();
  }

  private static Catalog catalog(
      Set<String> toolsets, Set<String> tools, Set<String> excluded, boolean readOnly) {
    return new Catalog(TOOLSETS, TOOLS, new Selection(toolsets, tools, excluded, readOnly));
  }
}
