package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.issues.ChangeIssues;
import dev.plumbline.testkit.BudgetedCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sonarqube.ws.Issues;

class ChangeIssuesTest {
  private static final String FIRST = "0123456789abcdef0001";
  private static final String SECOND = "0123456789abcdef0002";

  private final FakeSonarQube fake = new FakeSonarQube();
  private final ChangeIssues tool = new ChangeIssues(fake.client());

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void saysExactlyWhatWouldChangeAndChangesNothingYet() {
    issues(open(1), open(2));

    String preview = PlanCalls.preview(tool, accept());

    assertThat(preview).contains("2 issues", FIRST, "status OPEN → ACCEPTED");
    assertThat(fake.requests("api/issues/do_transition")).isEmpty();
  }

  @Test
  void tellsForEachIssueWhatBecameOfIt() {
    issues(open(1), open(2));
    fake.on(
        "api/issues/do_transition",
        _ ->
            fake.requests("api/issues/do_transition").size() == 1
                ? FakeSonarQube.response(200, "application/json", "{}")
                : FakeSonarQube.error(403, "Insufficient privileges"));

    Answer<ChangeIssues.Output> answer = PlanCalls.make(tool, accept());

    assertThat(answer.output().changed()).isEqualTo(1);
    assertThat(answer.output().problems()).hasSize(1);
    assertThat(answer.output().problems().getFirst().issue()).isEqualTo(SECOND);
    assertThat(BudgetedCall.text(answer)).contains("Changed 1 of 2", "Insufficient privileges");
  }

  @Test
  void doingItTwiceChangesNothing() {
    issues(open(1).setIssueStatus("ACCEPTED"), open(2).setIssueStatus("ACCEPTED"));
    assertThat(PlanCalls.plan(tool, accept())).isInstanceOf(Plan.Unchanged.class);
  }

  @Test
  void anIssueThatDoesNotAllowItIsToldApart() {
    issues(
        open(1),
        open(2)
            .setTransitions(Issues.Transitions.newBuilder().addTransitions("reopen"))
            .setIssueStatus("FALSE_POSITIVE"));
    fake.json("api/issues/do_transition", "{}");

    Answer<ChangeIssues.Output> answer = PlanCalls.make(tool, accept());

    assertThat(answer.output().changed()).isEqualTo(1);
    assertThat(answer.output().problems().getFirst().why()).contains("only reopen");
  }

  @Test
  void knowsTheOlderServersNameOfATransition() {
    fake.version("9.9.8.100196");
    issues(
        Canned.issue(1, "x")
            .setStatus("OPEN")
            .setTransitions(Issues.Transitions.newBuilder().addTransitions("wontfix")));
    fake.json("api/issues/do_transition", "{}");

    PlanCalls.make(tool, Map.of("issues", List.of(FIRST), "transition", "accept"));

    assertThat(fake.form("api/issues/do_transition")).contains("transition=wontfix");
  }

  @Test
  void wantsIssuesOrAFilterAndSomethingToDo() {
    assertThatThrownBy(() -> PlanCalls.plan(tool, Map.of("transition", "accept")))
        .isInstanceOf(Failure.InvalidInput.class);
    assertThatThrownBy(() ->
            PlanCalls.plan(
                tool,
                Map.of(
                    "issues",
                    List.of(FIRST),
                    "project_key",
                    "shop",
                    "severity",
                    "HIGH",
                    "transition",
                    "accept")))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("both");
    assertThatThrownBy(() -> PlanCalls.plan(tool, Map.of("issues", List.of(FIRST))))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("Nothing to change");
  }

  private static Map<String, Object> accept() {
    return Map.of("issues", List.of(FIRST, SECOND), "transition", "accept");
  }

  private static Issues.Issue.Builder open(int number) {
    return Canned.issue(number, "x")
        .setStatus("OPEN")
        .setIssueStatus("OPEN")
        .setTransitions(Issues.Transitions.newBuilder().addTransitions("accept"));
  }

  private void issues(Issues.Issue.Builder... issues) {
    Issues.SearchWsResponse.Builder answer = Canned.issues(issues.length, 0, "x").toBuilder();
    for (Issues.Issue.Builder issue : issues) {
      answer.addIssues(issue);
    }
    fake.proto(Canned.SEARCH, answer.build());
  }
}
