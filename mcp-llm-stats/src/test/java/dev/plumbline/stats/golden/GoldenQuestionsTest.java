package dev.plumbline.stats.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.LedgerSql;
import dev.plumbline.testkit.Pointer;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Values;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The questions of {@code golden/questions.yaml}, and what SQL of its own says about them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenQuestionsTest {
  private static final int LEAST_QUESTIONS = 50;

  private final JsonMapper mapper = new JsonMapper();
  private Company company;
  private LedgerSql sql;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException, SQLException {
    company = new Company(folder);
    sql = new LedgerSql(company.copy());
  }

  @AfterAll
  void close() throws SQLException {
    sql.close();
    company.close();
  }

  @TestFactory
  Stream<DynamicTest> questions() throws IOException {
    return read().stream()
        .map(question -> DynamicTest.dynamicTest(question.question(), () -> ask(question)));
  }

  @Test
  void noQuestionIsVacuous() throws IOException {
    assertThat(read()).hasSizeGreaterThanOrEqualTo(LEAST_QUESTIONS);
    assertThat(read()).extracting(Question::question).doesNotHaveDuplicates();
    assertThat(read())
        .allMatch(question -> !question.calls().isEmpty() && question.calls().size() <= 2)
        .allMatch(question -> question.expect().stream().anyMatch(Question.Expectation::isSharp));
    // One whose SQL found nothing would agree with an empty answer.
    for (Question question : read()) {
      for (Question.Expectation expected : question.expect()) {
        if (expected.sql() != null) {
          assertThat(column(expected.sql())).as(expected.sql()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void everyToolIsCalled() throws IOException {
    Set<String> called = new TreeSet<>();
    read().forEach(question -> question.calls().forEach(step -> called.add(step.tool())));
    Set<String> served = new TreeSet<>();
    company.host().tools().forEach(tool -> served.add(tool.name()));
    assertThat(called).isEqualTo(served);
  }

  private void ask(Question question) {
    JsonNode answer = mapper.createObjectNode();
    McpSchema.CallToolResult result = null;
    for (Question.Step step : question.calls()) {
      result = company.host().call(step.tool(), arguments(step.arguments(), answer), message -> {});
      answer = mapper.valueToTree(result.structuredContent());
    }
    assertThat(result).isNotNull();
    for (Question.Expectation expected : question.expect()) {
      check(expected, result, answer);
    }
  }

  private static Map<String, Object> arguments(
      @Nullable Map<String, Object> given, JsonNode before) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (given != null) {
      given.forEach((name, value) ->
          arguments.put(
              name,
              value instanceof String text && text.startsWith("$/")
                  ? new Pointer(text.substring(1)).in(before).asString()
                  : value));
    }
    return arguments;
  }

  private void check(
      Question.Expectation expected, McpSchema.CallToolResult result, JsonNode answer) {
    String text = TestClient.text(result);
    if (expected.fails() != null) {
      assertThat(result.isError()).as(text).isTrue();
      assertThat(text).contains(expected.fails());
      return;
    }
    assertThat(result.isError()).as(text).isNotEqualTo(true);
    if (expected.text() != null) {
      assertThat(text).contains(expected.text());
    }
    if (expected.at() != null) {
      Values said = Values.of(answer, expected.at());
      assertThat(said.values()).as(expected.at() + " in " + answer).isNotEmpty();
      Values asked =
          Boolean.TRUE.equals(expected.sum())
              ? said.sum()
              : Boolean.TRUE.equals(expected.count()) ? Values.count(answer, expected.at()) : said;
      asked.assertAre(wanted(expected), expected.digits(), expected.within());
    }
  }

  private List<String> wanted(Question.Expectation expected) {
    if (expected.sql() != null) {
      return column(expected.sql());
    }
    return expected.is() instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(expected.is()));
  }

  private List<String> column(String text) {
    try {
      return sql.column(text);
    } catch (SQLException wrong) {
      throw new AssertionError(text, wrong);
    }
  }

  private static List<Question> read() throws IOException {
    try (InputStream file =
        GoldenQuestionsTest.class.getResourceAsStream("/golden/questions.yaml")) {
      Question[] questions = new YAMLMapper().readValue(file, Question[].class);
      return List.of(Objects.requireNonNull(questions));
    }
  }
}
