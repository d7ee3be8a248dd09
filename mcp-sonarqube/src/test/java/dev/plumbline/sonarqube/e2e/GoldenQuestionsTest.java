package dev.plumbline.sonarqube.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.LocalSonarQube;
import dev.plumbline.testkit.Pointer;
import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The questions of {@code golden/questions.yaml}, asked through a real client in another process.
 */
@Tag("server")
@ExtendWith(ScannedSonarQube.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenQuestionsTest {
  /** Called by {@link FixLoopTest}, for they need a folder to work on. */
  private static final Set<String> CALLED_ELSEWHERE = Set.of("apply_fix", "scan_workspace");

  private static final int BUDGET = 24 * 1024;

  private final ScannedSonarQube.World world;
  private final JsonMapper mapper = new JsonMapper();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Map<Boolean, TestClient> clients = new LinkedHashMap<>();

  @TempDir static Path home;

  GoldenQuestionsTest(ScannedSonarQube.World world) {
    this.world = world;
  }

  @BeforeAll
  void connect() {
    for (boolean older : List.of(false, true)) {
      Served served =
          Served.over(
              Wire.STDIO,
              world
                  .launcher(home.resolve(older ? "older" : "newest"), server(older))
                  .with("serve", "--toolsets", "all"));
      open.add(served);
      TestClient client = served.connect();
      open.add(client);
      clients.put(older, client);
    }
  }

  @AfterAll
  void disconnect() throws Exception {
    for (AutoCloseable resource : open.reversed()) {
      resource.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> questions() throws IOException {
    return read().stream()
        .map(question -> DynamicTest.dynamicTest(question.question(), () -> ask(question)));
  }

  @Test
  void noQuestionIsVacuous() throws IOException {
    assertThat(read()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(read())
        .allMatch(question -> !question.calls().isEmpty() && question.calls().size() <= 2)
        .allMatch(question -> question.expect().stream().anyMatch(Question.Expectation::isSharp));
  }

  @Test
  void everyToolIsCalled() throws IOException {
    Set<String> called = new TreeSet<>(CALLED_ELSEWHERE);
    read().forEach(question -> question.calls().forEach(step -> called.add(step.tool())));
    Set<String> served = new TreeSet<>();
    client(false).sdk().listTools().tools().forEach(tool -> served.add(tool.name()));
    assertThat(called).isEqualTo(served);
  }

  private void ask(Question question) {
    JsonNode answer = mapper.createObjectNode();
    McpSchema.CallToolResult result = null;
    for (Question.Step step : question.calls()) {
      result = client(question.isOlder()).call(step.tool(), arguments(step.arguments(), answer));
      answer = mapper.valueToTree(result.structuredContent());
      assertThat(mapper.writeValueAsBytes(result).length).isLessThanOrEqualTo(BUDGET);
    }
    assertThat(result).isNotNull();
    for (Question.Expectation expectation : question.expect()) {
      check(expectation, result, answer, server(question.isOlder()));
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
      Question.Expectation expected,
      McpSchema.CallToolResult result,
      JsonNode answer,
      LocalSonarQube server) {
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
      JsonNode value = new Pointer(expected.at()).in(answer);
      assertThat(value.isMissingNode()).as(expected.at() + " in " + answer).isFalse();
      check(expected, value, answer, server);
    }
  }

  private void check(
      Question.Expectation expected, JsonNode value, JsonNode answer, LocalSonarQube server) {
    if (expected.is() != null) {
      assertThat(value.asString()).isEqualTo(String.valueOf(expected.is()));
    }
    if (expected.above() != null) {
      assertThat(value.asDouble()).isGreaterThan(expected.above());
    }
    if (expected.api() != null && expected.raw() != null) {
      JsonNode raw =
          new Pointer(expected.raw()).in(server.get(Pointer.fill(expected.api(), answer)));
      assertThat(raw.isMissingNode()).as(expected.raw() + " of " + expected.api()).isFalse();
      if (Boolean.TRUE.equals(expected.count())) {
        double size = value.isArray() ? value.size() : value.asDouble();
        assertThat(size).as(expected.at()).isEqualTo(raw.size());
      } else if (Boolean.TRUE.equals(expected.atMost())) {
        assertThat(value.asDouble()).as(expected.at()).isLessThanOrEqualTo(raw.asDouble());
      } else {
        assertSame(expected.api(), value, raw);
      }
    }
  }

  private static void assertSame(String what, JsonNode value, JsonNode raw) {
    String one = value.asString().replace(",", "");
    String other = raw.asString();
    if (other.matches("-?\\d+(\\.\\d+)?")) {
      assertThat(Double.parseDouble(one)).as(what).isEqualTo(Double.parseDouble(other));
    } else {
      assertThat(one).as(what).isEqualTo(other);
    }
  }

  private TestClient client(boolean older) {
    return Objects.requireNonNull(clients.get(older));
  }

  private LocalSonarQube server(boolean older) {
    return older ? world.older() : world.server();
  }

  private static List<Question> read() throws IOException {
    try (InputStream file =
        GoldenQuestionsTest.class.getResourceAsStream("/golden/questions.yaml")) {
      Question[] questions = new YAMLMapper().readValue(file, Question[].class);
      return List.of(Objects.requireNonNull(questions));
    }
  }
}
