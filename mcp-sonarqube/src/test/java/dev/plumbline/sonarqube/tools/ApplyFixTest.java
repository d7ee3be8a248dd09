package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.sonarqube.tools.workspace.ApplyFix;
import dev.plumbline.sonarqube.workspace.GitFolder;
import dev.plumbline.sonarqube.workspace.Workspace;
import dev.plumbline.testkit.BudgetedCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyFixTest {
  private static final String HUNK = "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n";

  @TempDir Path temporary;

  @Test
  void showsTheChangeFirstAndWritesNothing() {
    GitFolder folder = folder();
    String preview = PlanCalls.preview(tool(), Map.of("diff", diff("A.txt")));
    assertThat(preview).contains("This changes 1 file", "untrusted diff", "-b\n+x");
    assertThat(folder.read("A.txt")).isEqualTo("a\nb\nc\n");
  }

  @Test
  void makesTheChangeAndNamesTheNextStep() {
    GitFolder folder = folder();
    Answer<ApplyFix.Output> answer = PlanCalls.make(tool(), Map.of("diff", diff("A.txt")));
    assertThat(folder.read("A.txt")).isEqualTo("a\nx\nc\n");
    assertThat(answer.output().files()).extracting("value").containsExactly("A.txt");
    assertThat(BudgetedCall.text(answer)).contains("**Changed** ‹A.txt›", "scan_workspace(");
  }

  @Test
  void doingItTwiceChangesNothing() {
    GitFolder folder = folder();
    PlanCalls.make(tool(), Map.of("diff", diff("A.txt")));
    folder.commit();
    assertThat(PlanCalls.plan(tool(), Map.of("diff", diff("A.txt"))))
        .isInstanceOf(Plan.Unchanged.class);
  }

  @Test
  void whatLeadsOutOfTheFolderIsDenied() throws Exception {
    GitFolder folder = folder();
    Path outside = Files.writeString(temporary.resolve("outside.txt"), "a\nb\nc\n");
    Files.createSymbolicLink(folder.path().resolve("up"), temporary);
    for (String path : List.of("../outside.txt", outside.toString(), "up/outside.txt")) {
      assertThatThrownBy(
              () -> PlanCalls.plan(tool(), Map.of("diff", diff(path), "allow_dirty", true)))
          .as(path)
          .isInstanceOf(Failure.Denied.class);
    }
    assertThat(outside).hasContent("a\nb\nc");
  }

  @Test
  void filesAreNeitherMadeNorRemovedNorRenamed() {
    folder();
    String hunk = "@@ -0,0 +1 @@\n+x\n";
    for (String head :
        List.of(
            "--- /dev/null\n+++ b/N.txt\n",
            "--- a/A.txt\n+++ /dev/null\n",
            "--- a/A.txt\n+++ b/N.txt\n")) {
      assertThatThrownBy(() -> PlanCalls.plan(tool(), Map.of("diff", head + hunk)))
          .isInstanceOf(Failure.InvalidInput.class)
          .hasMessageContaining("creates, removes or renames");
    }
  }

  @Test
  void whatIsNoDiffIsSaidToBeNone() {
    folder();
    assertThatThrownBy(() -> PlanCalls.plan(tool(), Map.of("diff", "replace b by x in A.txt")))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("no unified diff");
  }

  @Test
  void aLineThatIsNotInTheFileIsNamed() {
    folder();
    String stale = diff("A.txt").replace("-b", "-before");
    assertThatThrownBy(() -> PlanCalls.plan(tool(), Map.of("diff", stale)))
        .isInstanceOf(Failure.Conflict.class)
        .hasMessageContaining("‹before›");
  }

  @Test
  void uncommittedWorkIsNotOverwrittenUnlessToldSo() {
    GitFolder folder = folder();
    folder.write("A.txt", "a\nb\nc\nmine\n");
    assertThatThrownBy(() -> PlanCalls.plan(tool(), Map.of("diff", diff("A.txt"))))
        .isInstanceOfSatisfying(
            Failure.Conflict.class,
            failure -> assertThat(failure.next()).contains("allow_dirty: true"));
    PlanCalls.make(tool(), Map.of("diff", diff("A.txt"), "allow_dirty", true));
    assertThat(folder.read("A.txt")).isEqualTo("a\nx\nc\nmine\n");
  }

  @Test
  void withoutAWorkspaceItSaysHowToAllowOne() {
    assertThatThrownBy(() ->
            PlanCalls.plan(new ApplyFix(new Workspace(List.of())), Map.of("diff", diff("A.txt"))))
        .isInstanceOf(Failure.Misconfigured.class);
  }

  private GitFolder folder() {
    GitFolder folder = GitFolder.at(temporary.resolve("root"));
    folder.write("A.txt", "a\nb\nc\n");
    folder.commit();
    return folder;
  }

  private ApplyFix tool() {
    return new ApplyFix(new Workspace(List.of(temporary.resolve("root").toString())));
  }

  private static String diff(String path) {
    return "--- a/" + path + "\n+++ b/" + path + "\n" + HUNK;
  }
}
