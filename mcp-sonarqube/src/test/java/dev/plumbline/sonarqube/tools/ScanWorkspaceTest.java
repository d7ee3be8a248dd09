package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.tools.workspace.ScanWorkspace;
import dev.plumbline.sonarqube.workspace.Scan;
import dev.plumbline.sonarqube.workspace.Scanner;
import dev.plumbline.sonarqube.workspace.Workspace;
import dev.plumbline.testkit.BudgetedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sonarqube.ws.Ce;
import org.sonarqube.ws.Issues;
import org.sonarqube.ws.Measures;

class ScanWorkspaceTest {
  /** Publishes a report for the task {@code t1}, as scanners do. */
  private static final String PUBLISH =
      """
      printf '%s\\n' "$@" > arguments.txt
      for it in "$@"; do case "$it" in
        -Dsonar.scanner.metadataFilePath=*) echo "ceTaskId=t1" > "${it#*=}" ;;
      esac; done
      echo "INFO done, let in as $SONAR_TOKEN"
      """;

  @TempDir Path root;
  @TempDir Path elsewhere;

  private final FakeSonarQube fake = new FakeSonarQube();

  @BeforeEach
  void analyzed() {
    Canned.analyzed(fake, "2026-08-02T00:00:00+0000");
    fake.proto(
        "api/measures/component",
        Measures.ComponentWsResponse.newBuilder()
            .setComponent(Canned.measures(List.of("violations", "2")))
            .build());
    task(Ce.TaskStatus.SUCCESS, "");
    fake.on(
        Canned.SEARCH,
        _ -> {
          boolean after = !fake.requests("api/ce/task").isEmpty();
          Issues.SearchWsResponse.Builder found = Canned.issues(2, 0, "x").toBuilder();
          found.addIssues(Canned.issue(1, "stays"));
          found.addIssues(after ? Canned.issue(3, "came") : Canned.issue(2, "goes"));
          return FakeSonarQube.proto(found.build());
        });
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void tellsWhatWasFixedAndWhatIsNew() throws IOException {
    scanner(PUBLISH);
    Answer<ScanWorkspace.Output> answer = PlanCalls.make(tool(), scan());
    assertThat(answer.output().fixedIssues()).containsExactly("0123456789abcdef0002");
    assertThat(answer.output().freshIssues()).containsExactly("0123456789abcdef0003");
    assertThat(answer.output().task()).isEqualTo("t1");
    assertThat(BudgetedCall.text(answer))
        .contains("**1 issue fixed, 1 new**", "Quality gate: failed → failed", "‹came›", "‹goes›");
  }

  @Test
  void scansTheAllowedFolderOnlyAndKeepsTheTokenOffTheCommandLine() throws IOException {
    scanner(PUBLISH);
    PlanCalls.make(tool(), scan());
    assertThat(root.resolve("arguments.txt"))
        .content()
        .contains(
            "-Dsonar.projectKey=shop\n", "-Dsonar.sources=src\n", "-Dsonar.host.url=" + address())
        .doesNotContain("squ_secret");
  }

  @Test
  void nothingRunsBeforeTheConfirmation() throws IOException {
    scanner(PUBLISH);
    assertThat(PlanCalls.preview(tool(), scan()))
        .contains("publishes a new analysis of shop", address());
    assertThat(root.resolve("arguments.txt")).doesNotExist();
  }

  @Test
  void aPropertyThatSendsTheCodeElsewhereIsRefused() throws IOException {
    scanner(PUBLISH);
    assertThatThrownBy(() ->
            PlanCalls.plan(
                tool(),
                Map.of(
                    "project_key",
                    "shop",
                    "properties",
                    Map.of("sonar.host.url", "http://evil.example"))))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("‹sonar.host.url› may not be set");
  }

  @Test
  void aFailingScannerIsToldWithItsErrorsAndWithoutTheToken() throws IOException {
    scanner("echo \"ERROR Project not found, token $SONAR_TOKEN\"; exit 2");
    assertThatThrownBy(() -> PlanCalls.make(tool(), scan()))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("exit code 2")
        .hasMessageContaining("Project not found, token [redacted]")
        .hasMessageNotContaining("squ_secret");
  }

  @Test
  void aScannerWithoutAReportIsNoSuccess() throws IOException {
    scanner("echo INFO nothing published");
    assertThatThrownBy(() -> PlanCalls.make(tool(), scan()))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("without a report");
  }

  @Test
  void aBackgroundTaskThatFailsIsNoSuccess() throws IOException {
    scanner(PUBLISH);
    task(Ce.TaskStatus.FAILED, "Duplicate file");
    assertThatThrownBy(() -> PlanCalls.make(tool(), scan()))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("FAILED: ‹Duplicate file›");
  }

  @Test
  void aCancelledScanEndsTheScannerAndAsksTheServerNothingMore() throws Exception {
    scanner("echo PID $$; exec sleep 300");
    CompletableFuture<String> started = new CompletableFuture<>();
    Plan.Proposed<ScanWorkspace.Output> plan = plan(started);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread run =
        Thread.ofVirtual()
            .start(() -> thrown.set(Assertions.catchThrowable(() -> plan.apply().get())));
    String line = started.get(20, TimeUnit.SECONDS);
    long pid = Long.parseLong(line.substring(line.indexOf("PID ") + 4));
    ProcessHandle scanner = ProcessHandle.of(pid).orElseThrow();

    run.interrupt();

    scanner.onExit().get(10, TimeUnit.SECONDS);
    assertThat(run.join(Duration.ofSeconds(10))).isTrue();
    assertThat(thrown.get()).isInstanceOf(Failure.class).hasMessageContaining("cancelled");
    assertThat(fake.requests("api/ce/task")).isEmpty();
  }

  @Test
  void wantsAProjectAndAFolder() {
    assertThatThrownBy(() -> PlanCalls.plan(tool(), Map.of()))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("SONARQUBE_PROJECT_KEY");
    SonarQube client = fake.client();
    ScanWorkspace nowhere =
        new ScanWorkspace(
            client, new Workspace(List.of()), new Scan(client, new Scanner(Optional.empty(), "")));
    assertThatThrownBy(() -> PlanCalls.plan(nowhere, scan()))
        .isInstanceOf(Failure.Misconfigured.class);
    ScanWorkspace withoutScanner =
        new ScanWorkspace(
            client,
            new Workspace(List.of(root.toString())),
            new Scan(client, new Scanner(Optional.empty(), "")));
    assertThatThrownBy(() -> PlanCalls.make(withoutScanner, scan()))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("no SonarScanner");
  }

  private Plan.Proposed<ScanWorkspace.Output> plan(CompletableFuture<String> firstLine) {
    List<String> told =
        new AbstractList<>() {
          @Override
          public boolean add(String line) {
            return firstLine.complete(line);
          }

          @Override
          public String get(int index) {
            throw new IndexOutOfBoundsException(index);
          }

          @Override
          public int size() {
            return 0;
          }
        };
    ScanWorkspace.Input input = new ScanWorkspace.Input("shop", null, null, null);
    return (Plan.Proposed<ScanWorkspace.Output>)
        tool().plan(input, new BudgetedCall(24 * 1024, told));
  }

  private void task(Ce.TaskStatus status, String error) {
    fake.proto(
        "api/ce/task",
        Ce.TaskResponse.newBuilder()
            .setTask(Ce.Task.newBuilder().setId("t1").setStatus(status).setErrorMessage(error))
            .build());
  }

  private void scanner(String script) throws IOException {
    Path file = elsewhere.resolve("scanner");
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private ScanWorkspace tool() {
    SonarQube client = fake.client();
    Scanner scanner = new Scanner(Optional.of(elsewhere.resolve("scanner").toString()), "");
    return new ScanWorkspace(
        client, new Workspace(List.of(root.toString())), new Scan(client, scanner));
  }

  private String address() {
    return fake.url().substring(0, fake.url().length() - 1);
  }

  private static Map<String, Object> scan() {
    return Map.of("project_key", "shop", "properties", Map.of("sonar.sources", "src"));
  }
}
