package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.MetricArguments;
import dev.plumbline.sonarqube.answer.NewCodeWords;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Metric;
import dev.plumbline.sonarqube.sonar.ProjectFile;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells any metrics of a project, folder or file in human terms, or which metrics there are. */
public final class GetMeasures implements Question<GetMeasures.Input, GetMeasures.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_measures",
          "Measures",
          "Any metrics of a project, folder or file; without metrics, all that have a value.",
          Toolsets.DETAILS,
          Input.class,
          Output.class);

  /** Texts of machines, of no use to a reader. */
  private static final Set<String> MACHINE_TYPES = Set.of("DATA", "DISTRIB");

  /** SonarQube takes no more metrics in a request. */
  private static final int AT_ONCE = 75;

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetMeasures(SonarQube sonarQube) {
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
    ProjectFile file = input.file == null ? null : sonarQube.files().find(scope, input.file);
    boolean chosen = input.metrics != null && !input.metrics.isEmpty();
    List<String> metrics =
        input.metrics == null || !chosen
            ? readable()
            : MetricArguments.resolve(sonarQube, input.metrics);
    Map<String, String> values = new TreeMap<>();
    Measures measures = Measures.none();
    for (int from = 0; from < metrics.size(); from += AT_ONCE) {
      measures =
          sonarQube
              .measures()
              .of(
                  scope,
                  file == null ? scope.key() : file.component(),
                  metrics.subList(from, Math.min(metrics.size(), from + AT_ONCE)));
      values.putAll(measures.values());
    }
    List<String> shown = chosen ? metrics : metrics.stream().filter(values::containsKey).toList();
    Measures all = new Measures(values, measures.newCode());
    return call.fit(shown.size(), rows -> answer(scope, file, shown, all, rows, call));
  }

  /** The metrics that say something to a reader, by domain and key. */
  private List<String> readable() {
    Collection<Metric> known = sonarQube.server().metrics().values();
    return known.stream()
        .filter(metric -> !metric.hidden() && !MACHINE_TYPES.contains(metric.type()))
        .sorted(Comparator.comparing(Metric::domain).thenComparing(Metric::key))
        .map(Metric::key)
        .toList();
  }

  private Answer<Output> answer(
      Scope scope,
      @Nullable ProjectFile file,
      List<String> metrics,
      Measures measures,
      int rows,
      Call call) {
    Figures figures = new Figures(sonarQube, measures);
    Table table = new Table("Metric", "Key", "Value:");
    Map<String, Untrusted> values = new TreeMap<>();
    List<String> without = new ArrayList<>();
    for (String key : metrics.subList(0, rows)) {
      Metric metric = sonarQube.server().metrics().get(key);
      String value = measures.values().getOrDefault(key, "");
      if (value.isEmpty() || metric == null) {
        without.add(key);
      } else {
        table.row(metric.name(), key, human(metric, value, figures));
        values.put(key, Untrusted.of(value));
      }
    }
    String what = file == null ? "" : file.path().inline(200) + " of ";
    boolean ofNewCode = metrics.stream().anyMatch(key -> key.startsWith("new_"));
    String text =
        Wording.paragraphs(
            "**Measures** of %s%s:".formatted(what, Next.title(scope)),
            table.isEmpty() ? "" : table.toString(),
            without.isEmpty() ? "" : "No value: " + why(without),
            rows < metrics.size()
                ? "%d more left out: name those you want.".formatted(metrics.size() - rows)
                : "",
            ofNewCode && file == null && measures.newCode().isPresent()
                ? NewCodeWords.of(measures.newCode().get())
                : "",
            new Next(call)
                .call("get_trend", scope, "metrics", metrics.stream().limit(3).toList())
                .call("get_project_quality", scope)
                .toString(),
            Untrusted.LEGEND);
    return Answer.of(
        new Output(scope.key(), file == null ? null : file.path(), values, without), text);
  }

  private static String human(Metric metric, String value, Figures figures) {
    return switch (metric.type()) {
      case "STRING", "DATA", "DISTRIB" -> Untrusted.of(value).inline(300);
      default -> figures.human(metric.key(), value);
    };
  }

  private static String why(List<String> metrics) {
    Set<String> reasons = new TreeSet<>();
    if (metrics.stream().anyMatch(key -> key.contains("cover"))) {
      reasons.add("without an imported report there is no coverage");
    }
    if (metrics.stream().anyMatch(key -> key.contains("test"))) {
      reasons.add("without an imported report there are no tests");
    }
    if (metrics.stream().anyMatch(key -> key.startsWith("new_"))) {
      reasons.add("new code begins with the second analysis");
    }
    String listed = String.join(", ", metrics);
    return reasons.isEmpty() ? listed + "." : listed + " (" + String.join("; ", reasons) + ").";
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param("keys, or words such as debt") List<String> metrics,
      @Nullable @Param("path of a file or folder") String file,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest) {}

  /** The answer; values by metric as SonarQube writes them. */
  public record Output(
      String project,
      @Nullable Untrusted file,
      Map<String, Untrusted> measures,
      List<String> without) {}
}
