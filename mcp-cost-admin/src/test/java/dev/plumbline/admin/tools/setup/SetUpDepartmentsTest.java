package dev.plumbline.admin.tools.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.world.World;
import dev.plumbline.control.Budget;
import dev.plumbline.testkit.TestClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A company out of a short plan. */
class SetUpDepartmentsTest {
  private static final String TOOL = "set_up_departments";

  @TempDir Path home;
  private World world;

  @BeforeEach
  void start() {
    world = new World(home);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static Map<String, Object> department(String name, Object dollars, Object... more) {
    Map<String, Object> all = new HashMap<>(Map.of("name", name, "monthly_usd", dollars));
    for (int i = 0; i < more.length; i += 2) {
      all.put(String.valueOf(more[i]), more[i + 1]);
    }
    return all;
  }

  private static Map<String, Object> plan(Object... departments) {
    return new HashMap<>(Map.of("departments", List.of(departments)));
  }

  private String confirmed(Map<String, Object> plan) {
    McpSchema.CallToolResult result = world.confirm(TOOL, plan);
    assertThat(result.isError()).as(TestClient.text(result)).isNotEqualTo(true);
    return TestClient.text(result);
  }

  private Budget budget(String id) {
    return world.backend().budgets().stream()
        .filter(budget -> budget.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSecondRunChangesOnlyWhatDiffers() {
    Map<String, Object> plan = plan(department("legal", 50, "models", List.of("small")));
    plan.put("warn_at", List.of(50));
    confirmed(plan);
    assertThat(confirmed(plan)).contains("Nothing changed");
    String more =
        confirmed(
            plan(
                department("legal", 60),
                department("sales", new BigDecimal("12.34"), "environments", List.of("live"))));
    assertThat(more).contains("limit_usd: 50 → 60", "sales live").containsOnlyOnce("pl-");
    assertThat(budget("department-legal-month").thresholds()).containsExactly(50);
    assertThat(world.backend().keys())
        .filteredOn(key -> "legal".equals(key.plan().owner().department()))
        .hasSize(2)
        .allSatisfy(key -> assertThat(key.plan().models()).containsExactly("small"));
  }

  @Test
  void theKeysWorkAndTheDepartmentsBudgetStopsThem() {
    String made =
        confirmed(
            plan(
                department(
                    "tiny", new BigDecimal("0.000001"), "environments", List.of("production"))));
    String secret = made.replaceAll("(?s).*?(pl-[A-Za-z0-9]{12}-[A-Za-z0-9_-]+).*", "$1");
    World.Sent refused = world.chat(secret, "gpt-4.1", 1000);
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.body().toString()).contains("tiny");
  }

  @Test
  void aSplitBecomesBudgetsOfKeysAndTaskTypesAreKept() {
    Map<String, Object> plan =
        plan(
            department(
                "it",
                100,
                "split",
                Map.of("production", 90, "development", 20.5),
                "task_types",
                List.of("chat", "review")));
    plan.put("task_budgets", Map.of("chat", 30));
    String preview = TestClient.text(world.call(TOOL, plan));
    assertThat(preview).contains("$110.50", "stops them at $100.00", "every model");
    confirmed(plan);
    ManagedKey key = world.backend().keys().getFirst();
    assertThat(key.plan().metadata()).containsEntry("task_types", "chat, review");
    assertThat(budget("key-" + key.id() + "-month").name()).isEqualTo(key.plan().name());
    assertThat(budget("task-chat-month").limit()).isEqualByComparingTo("30");
    assertThat(TestClient.text(world.call("export_setup", Map.of())))
        .contains("task_types:", "- chat", "limit_usd: 20.5");
  }

  @Test
  void mistakesAreNamed() {
    assertRefused(plan(department("a", 1), department("a", 2)), "named twice");
    assertRefused(plan(department("a", 0)), "more than 0");
    assertRefused(plan(department("a\nb", 1)), "one line");
    assertRefused(plan(department("a", 1, "split", Map.of("prod", 1))), "production");
    assertRefused(plan(department("a", 1, "environments", List.of())), "at least one");
    assertRefused(plan(department("a", 1, "budget", 1)), "budget");
    Map<String, Object> degrade = plan(department("a", 1));
    degrade.put("at_limit", "degrade");
    assertRefused(degrade, "set_budget");
    assertThat(world.backend().keys()).isEmpty();
  }

  private void assertRefused(Map<String, Object> plan, String message) {
    McpSchema.CallToolResult result = world.confirm(TOOL, plan);
    assertThat(result.isError()).isTrue();
    assertThat(TestClient.text(result)).contains(message);
  }

  @Test
  void whatIsThereUnderOtherNamesIsTold() {
    world.confirm("create_key", Map.of("name", "old", "department", "Sales"));
    world.confirm("create_key", Map.of("name", "other", "department", "sales"));
    assertThat(TestClient.text(world.call(TOOL, plan(department("sales", 5)))))
        .contains("‹Sales›", "two departments", "1 key of other names");
  }
}
