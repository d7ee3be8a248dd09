package dev.plumbline.admin.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.world.Company;
import dev.plumbline.admin.world.Filled;
import dev.plumbline.admin.world.Standing;
import dev.plumbline.admin.world.World;
import dev.plumbline.testkit.LedgerSql;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Values;
import io.modelcontextprotocol.spec.McpSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The steps of one question, taken in a world of its own. */
final class Conversation {
  private static final int FEW_TOKENS = 50;

  private final World world;
  private final LedgerSql sql;
  private final Filled filled;
  private final Standing before;
  private McpSchema.@Nullable CallToolResult last;

  Conversation(Company company, World world, LedgerSql sql) {
    this.world = world;
    this.sql = sql;
    this.filled = new Filled(company);
    this.before = Standing.of(world, false);
  }

  void take(Question.Step step) {
    if (step.chat() != null) {
      chat(step.chat());
    } else if (Boolean.TRUE.equals(step.undo())) {
      String said = text();
      List<NamedCall> calls = NamedCall.ofUndo(said);
      assertThat(calls).as(said).isNotEmpty();
      calls.forEach(call -> act(call.tool(), call.arguments(), false, false));
    } else {
      act(
          Objects.requireNonNull(step.tool()),
          filled.in(step.arguments()),
          Boolean.TRUE.equals(step.preview()),
          Boolean.TRUE.equals(step.fails()));
    }
  }

  private void act(String tool, Map<String, Object> arguments, boolean preview, boolean fails) {
    boolean change = takesConfirmation(tool) && !preview;
    McpSchema.CallToolResult result =
        change ? world.make(tool, arguments) : world.call(tool, arguments);
    if (!fails) {
      String said = TestClient.text(result);
      filled.answer(World.json(result), said);
    }
    last = result;
  }

  private boolean takesConfirmation(String tool) {
    return world.host().tools().stream()
        .filter(one -> one.name().equals(tool))
        .anyMatch(one ->
            one.inputSchema().get("properties") instanceof Map<?, ?> all
                && all.containsKey("confirm"));
  }

  private void chat(Question.Chat chat) {
    int tokens = chat.tokens() == null ? FEW_TOKENS : chat.tokens();
    World.Sent sent = world.chat(filled.text(chat.secret()), chat.model(), tokens);
    assertThat(sent.status()).as(sent.body().toString()).isEqualTo(chat.status());
  }

  private McpSchema.CallToolResult result() {
    return Objects.requireNonNull(last, "a step has called a tool");
  }

  private String text() {
    return TestClient.text(result());
  }

  void check(Question.Expectation expected) {
    if (expected.fails() != null) {
      assertThat(result().isError()).as(text()).isTrue();
      assertThat(text()).contains(filled.text(expected.fails()));
    }
    if (expected.text() != null) {
      assertThat(text()).contains(filled.text(expected.text()));
    }
    if (expected.not() != null) {
      assertThat(text()).doesNotContain(filled.text(expected.not()));
    }
    if (expected.file() != null) {
      String content = Standing.of(world, false).files().get(expected.file());
      assertThat(content).isNotNull().contains(String.valueOf(expected.is()));
    } else if (expected.at() != null) {
      values(expected);
    }
    if (expected.unchanged() != null) {
      assertThat(Standing.of(world, false).since(before)).as(text()).isEmpty();
    }
  }

  private void values(Question.Expectation expected) {
    String place = filled.text(Objects.requireNonNull(expected.at()));
    if (expected.admin() == null) {
      assertThat(result().isError()).as(text()).isNotEqualTo(true);
    }
    JsonNode answer =
        expected.admin() == null
            ? World.json(result())
            : world.admin().get(filled.text(expected.admin()));
    Values said =
        Boolean.TRUE.equals(expected.count())
            ? Values.count(answer, place)
            : Values.of(answer, place);
    assertThat(said.values()).as(place + " in " + answer).isNotEmpty();
    (Boolean.TRUE.equals(expected.sum()) ? said.sum() : said)
        .assertAre(wanted(expected), null, null);
  }

  private List<String> wanted(Question.Expectation expected) {
    if (expected.sql() != null) {
      try {
        List<String> found = sql.column(filled.text(expected.sql()));
        // One that finds nothing would agree with an empty answer.
        assertThat(found).as(expected.sql()).isNotEmpty();
        return found;
      } catch (SQLException wrong) {
        throw new AssertionError(expected.sql(), wrong);
      }
    }
    return expected.is() instanceof List<?> list
        ? list.stream().map(it -> filled.text(String.valueOf(it))).toList()
        : List.of(filled.text(String.valueOf(expected.is())));
  }
}
