package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.CommercialClient;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists portfolios and applications where the edition has them. */
public final class ListPortfolios implements Question<ListPortfolios.Input, ListPortfolios.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "list_portfolios",
          "Portfolios",
          "Portfolios and applications, on editions that have them.",
          Toolsets.ADMIN,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;

  public ListPortfolios(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    String query = input.query == null ? "" : input.query.strip();
    Optional<List<CommercialClient.Portfolio>> found =
        sonarQube.commercial().portfolios(query, input.limit);
    if (found.isEmpty()) {
      String text =
          Wording.paragraphs(
              "**This edition has no portfolios**: they come with the Enterprise edition.",
              "list_projects shows all projects with their gates instead.",
              new Next(call).call("list_projects", Scope.all()).toString());
      return Answer.of(new Output(false, List.of()), text);
    }
    List<CommercialClient.Portfolio> portfolios = found.get();
    return call.fit(
        portfolios.size(),
        rows -> {
          Table table = new Table("Key", "Name", "Kind");
          List<CommercialClient.Portfolio> shown = portfolios.subList(0, rows);
          shown.forEach(it -> table.row(Keys.show(it.key()), it.name().inline(120), it.kind()));
          Next next = new Next(call);
          shown.stream()
              .findFirst()
              .ifPresent(it -> next.call("get_project_quality", Scope.of(it.key())));
          String text =
              Wording.paragraphs(
                  "**%s**:".formatted(Wording.count(portfolios.size(), "portfolio")),
                  table.isEmpty() ? "" : table.toString(),
                  next.toString(),
                  Untrusted.LEGEND);
          List<Row> output =
              shown.stream().map(it -> new Row(it.key(), it.name(), it.kind())).toList();
          return Answer.of(new Output(true, output), text);
        });
  }

  /** A portfolio or application. */
  public record Row(String key, Untrusted name, String kind) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param("in the name or key") String query,
      @Param(value = "rows", defaultValue = "50", min = 1, max = 500) int limit) {}

  /** The answer. */
  public record Output(boolean supported, List<Row> portfolios) {}
}
