package dev.plumbline.sonarqube.tools.code;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Duplication;
import dev.plumbline.sonarqube.sonar.FileMeasures;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.ProjectFile;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows which code is there twice, and where. */
public final class GetDuplications
    implements Question<GetDuplications.Input, GetDuplications.Output> {
  private static final List<String> METRICS =
      List.of("duplicated_lines_density", "duplicated_lines", "duplicated_blocks");

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_duplications",
          "Duplications",
          "Duplicated blocks of a file, or of a project's worst file, with all their places.",
          Toolsets.DETAILS,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetDuplications(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Scope scope = scopes.resolve(input.projectKey, input.branch, input.pullRequest);
    Measures project = sonarQube.measures().of(scope, METRICS);
    if (input.file != null) {
      ProjectFile file = sonarQube.files().find(scope, input.file);
      if (file.isFolder()) {
        throw new Failure.InvalidInput(
            "%s is a folder.".formatted(file.path().inline(160)),
            "Give a file, or rank_files by duplication with folder.");
      }
      return ofFile(scope, file.component(), file.path(), project, call);
    }
    List<FileMeasures> worst =
        sonarQube.measures().files(scope, "duplicated_lines", false, METRICS, 1);
    if (worst.isEmpty() || worst.getFirst().measures().number("duplicated_lines").orElse(0) == 0) {
      String text = Wording.paragraphs(heading(scope, project), Untrusted.LEGEND);
      return Answer.of(new Output(scope.key(), null, density(project), List.of()), text);
    }
    FileMeasures first = worst.getFirst();
    return ofFile(scope, first.component(), first.path(), project, call);
  }

  private Answer<Output> ofFile(
      Scope scope, String component, Untrusted path, Measures project, Call call) {
    List<Duplication> found = sonarQube.duplications().of(component, scope);
    return call.fit(
        found.size(),
        rows -> {
          List<Duplication> shown = found.subList(0, rows);
          StringBuilder list = new StringBuilder();
          for (Duplication duplication : shown) {
            list.append("- ");
            list.append(
                String.join(
                    " = ", duplication.blocks().stream().map(GetDuplications::place).toList()));
            list.append('\n');
          }
          String text =
              Wording.paragraphs(
                  heading(scope, project),
                  "%s has %s:"
                      .formatted(path.inline(200), Wording.count(found.size(), "duplicated block")),
                  list.toString().stripTrailing(),
                  rows < found.size() ? (found.size() - rows) + " more left out." : "",
                  new Next(call)
                      .call("rank_files", scope, "by", "duplication")
                      .call("get_source", scope, "file", path.value())
                      .toString(),
                  Untrusted.LEGEND);
          List<Block> blocks =
              shown.stream()
                  .map(it -> new Block(it.blocks().stream().map(Place::of).toList()))
                  .toList();
          return Answer.of(new Output(scope.key(), path, density(project), blocks), text);
        });
  }

  private static String heading(Scope scope, Measures project) {
    return "**%s %% of the lines** of %s are duplicated: %s in %s."
        .formatted(
            Wording.decimal(density(project)),
            Next.title(scope),
            Wording.count(Math.round(project.number("duplicated_lines").orElse(0)), "line"),
            Wording.count(Math.round(project.number("duplicated_blocks").orElse(0)), "block"));
  }

  private static double density(Measures project) {
    return project.number("duplicated_lines_density").orElse(0);
  }

  private static String place(Duplication.Block block) {
    String file = block.component().isEmpty() ? "a file that is gone" : block.path().inline(200);
    return "%s:%d-%d".formatted(file, block.from(), block.from() + block.lines() - 1);
  }

  /** Places with the same code. */
  public record Block(List<Place> places) {}

  /** One of them. */
  public record Place(Untrusted file, int from, int to) {
    static Place of(Duplication.Block block) {
      return new Place(block.path(), block.from(), block.from() + block.lines() - 1);
    }
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param("path; default: the worst file") String file,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest) {}

  /** The answer; {@code density} is the project's, in percent. */
  public record Output(
      String project, @Nullable Untrusted file, double density, List<Block> duplications) {}
}
