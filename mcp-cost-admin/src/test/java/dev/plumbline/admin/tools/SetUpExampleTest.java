package dev.plumbline.admin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.world.World;
import dev.plumbline.control.Budget;
import dev.plumbline.testkit.TestClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the guide about set-ups shows works as it says. */
class SetUpExampleTest {
  @TempDir Path home;

  @Test
  void theFileOfTheGuideIsAppliedAndExportedAsTheSame() throws IOException {
    String yaml = block("yaml");
    try (World world = new World(home)) {
      String preview = TestClient.text(world.call("apply_setup", Map.of("yaml", yaml)));
      assertThat(preview).contains("engineering live", "nightly evaluation", "small", "confirm");
      assertThat(world.backend().keys()).isEmpty();
      JsonNode made = World.json(world.confirm("apply_setup", Map.of("yaml", yaml)));
      assertThat(made.path("failed").asInt(-1)).as(made.toString()).isZero();
      assertThat(world.backend().keys()).hasSize(4);
      assertThat(budgets(world)).hasSize(8);
      assertThat(world.backend().budgets())
          .anySatisfy(it -> assertThat(it.limit()).isEqualByComparingTo("49.99"));

      String again = TestClient.text(world.confirm("apply_setup", Map.of("yaml", yaml)));
      assertThat(again).contains("Nothing changed");
      String exported = file(world);
      assertThat(exported).contains("nightly evaluation").doesNotContain("secret\":", "hash");
      String same =
          TestClient.text(world.confirm("apply_setup", Map.of("yaml", exported, "prune", true)));
      assertThat(same).contains("Nothing changed");
    }
  }

  /** Those that the gateway does not ship. */
  private static List<Budget> budgets(World world) {
    return world.backend().budgets().stream()
        .filter(budget -> !budget.id().startsWith("default-"))
        .toList();
  }

  /** The set-up file that an answer holds. */
  static String file(World world) {
    String text = TestClient.text(world.call("export_setup", Map.of()));
    int start = text.indexOf("untrusted set-up\n") + "untrusted set-up\n".length();
    return text.substring(start, text.indexOf("\n~~~", start));
  }

  @Test
  void theSentenceOfTheGuideMakesFourKeys() throws IOException {
    Map<String, Object> plan = new JsonMapper().readValue(block("json"), new TypeReference<>() {});
    try (World world = new World(home)) {
      assertThat(TestClient.text(world.call("set_up_departments", plan)))
          .contains("marketing development", "engineering production", "$1,500.00");
      String made = TestClient.text(world.confirm("set_up_departments", plan));
      assertThat(made).contains("**Done**").containsPattern("(?s)(pl-.*){4}");
      assertThat(world.backend().keys())
          .hasSize(4)
          .allSatisfy(key ->
              assertThat(key.plan().models()).containsExactly("gpt-4.1-mini", "gpt-4.1-nano"));
      assertThat(budgets(world))
          .extracting(budget -> budget.limit().stripTrailingZeros())
          .containsExactlyInAnyOrder(
              new BigDecimal("5E+2"), new BigDecimal("2E+3"), new BigDecimal("1.5E+3"));
    }
  }

  private static String block(String language) throws IOException {
    Path guide = Path.of(System.getProperty("plumbline.root", ".."), "docs/guides/set-up.md");
    String text = Files.readString(guide);
    int start = text.indexOf("```" + language + "\n") + language.length() + 4;
    return text.substring(start, text.indexOf("```", start));
  }
}
