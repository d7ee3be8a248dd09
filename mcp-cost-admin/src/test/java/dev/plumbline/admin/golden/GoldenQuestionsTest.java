package dev.plumbline.admin.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.world.Company;
import dev.plumbline.admin.world.World;
import dev.plumbline.testkit.LedgerSql;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What people ask and command, in {@code golden/questions.yaml}, each in a company of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenQuestionsTest {
  private static final int LEAST_QUESTIONS = 40;

  private Company company;
  private LedgerSql sql;

  /** For questions that change nothing. */
  private World still;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException, SQLException {
    company = new Company(folder);
    sql = new LedgerSql(company.ledger());
    still = company.world();
  }

  @AfterAll
  void close() throws SQLException {
    still.close();
    sql.close();
  }

  @TestFactory
  Stream<DynamicTest> questions() throws IOException {
    return read().stream()
        .map(question -> DynamicTest.dynamicTest(question.question(), () -> ask(question)));
  }

  private void ask(Question question) throws IOException {
    if (question.steps().stream().allMatch(this::reads)) {
      answer(question, still);
      return;
    }
    try (World world = company.world()) {
      answer(question, world);
    }
  }

  private void answer(Question question, World world) {
    Conversation conversation = new Conversation(company, world, sql);
    question.steps().forEach(conversation::take);
    question.expect().forEach(conversation::check);
  }

  private boolean reads(Question.Step step) {
    return step.tool() != null
        && still.host().tools().stream()
            .filter(tool -> tool.name().equals(step.tool()))
            .anyMatch(tool -> Boolean.TRUE.equals(tool.annotations().readOnlyHint()));
  }

  @Test
  void noQuestionIsVacuous() throws IOException {
    assertThat(read()).hasSizeGreaterThanOrEqualTo(LEAST_QUESTIONS);
    assertThat(read()).extracting(Question::question).doesNotHaveDuplicates();
    assertThat(read())
        .allMatch(question -> !question.steps().isEmpty())
        .allMatch(question -> question.expect().stream().anyMatch(Question.Expectation::isSharp));
  }

  @Test
  void everyToolIsAsked() throws IOException {
    Set<String> called = new TreeSet<>();
    read()
        .forEach(question ->
            question
                .steps()
                .forEach(step -> {
                  if (step.tool() != null) {
                    called.add(step.tool());
                  }
                }));
    Set<String> served = new TreeSet<>();
    still.host().tools().stream().map(McpSchema.Tool::name).forEach(served::add);
    assertThat(called).isEqualTo(served);
  }

  private static List<Question> read() throws IOException {
    try (InputStream file =
        GoldenQuestionsTest.class.getResourceAsStream("/golden/questions.yaml")) {
      Question[] questions = new YAMLMapper().readValue(file, Question[].class);
      return List.of(Objects.requireNonNull(questions));
    }
  }
}
