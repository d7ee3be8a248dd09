package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import java.util.Map;

/** Lists the languages that the server analyzes. */
public final class ListLanguages implements Question<ListLanguages.Input, ListLanguages.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "list_languages",
          "Languages",
          "The languages that the server analyzes, by key.",
          Toolsets.ADMIN,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;

  public ListLanguages(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Map<String, String> languages = sonarQube.server().languages();
    Table table = new Table("Key", "Name");
    languages.forEach(
        (key, name) -> table.row(Untrusted.of(key).inline(40), Untrusted.of(name).inline(80)));
    String text =
        Wording.paragraphs(
            "**%s**:".formatted(Wording.count(languages.size(), "language")),
            table.isEmpty() ? "" : table.toString(),
            new Next(call).call("get_quality_profile", Scope.all()).toString(),
            Untrusted.LEGEND);
    return Answer.of(new Output(languages.keySet().stream().map(Untrusted::of).toList()), text);
  }

  /** The arguments: none. */
  public record Input() {}

  /** The answer. */
  public record Output(List<Untrusted> languages) {}
}
