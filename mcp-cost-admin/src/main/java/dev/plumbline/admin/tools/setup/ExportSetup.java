package dev.plumbline.admin.tools.setup;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.setup.Bounds;
import dev.plumbline.admin.setup.KeyEntry;
import dev.plumbline.admin.setup.SetUp;
import dev.plumbline.admin.setup.yaml.SetUpFile;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import java.util.stream.Stream;

/** Writes the whole set-up as one YAML file. */
public final class ExportSetup implements Question<ExportSetup.Input, ExportSetup.Output> {
  /** Where the file is as a resource. */
  public static final String RESOURCE = "setup://file";

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "export_setup",
          "Export set-up",
          "The whole set-up as one YAML file for apply_setup, without secrets.",
          Toolsets.SETUP,
          Input.class,
          Output.class);

  private final Control control;

  public ExportSetup(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    ControlBackend backend = control.backend();
    SetUpFile file = SetUpFile.of(backend);
    return call.fit(1, shown -> answer(backend, file, shown == 1, call));
  }

  private static Answer<Output> answer(
      ControlBackend backend, SetUpFile file, boolean whole, Call call) {
    SetUp setUp = file.setUp();
    int bytes = Text.bytes(file.text());
    long budgets = bounds(setUp).mapToLong(it -> it.budgets().size()).sum();
    long limits = bounds(setUp).mapToLong(it -> it.limits().size()).sum();
    return Answer.of(
        new Output(
            setUp.keys().size(),
            budgets,
            limits,
            setUp.routes().size(),
            setUp.cachePolicies().size(),
            bytes,
            RESOURCE,
            whole),
        Text.paragraphs(
            "The set-up of %s (%s): %s, %s, %s, %s, cache policies: %d."
                .formatted(
                    backend.profile().name(),
                    backend.profile().address(),
                    Text.count(setUp.keys().size(), "key"),
                    Text.count(budgets, "budget"),
                    Text.count(limits, "limit"),
                    Text.count(setUp.routes().size(), "route"),
                    setUp.cachePolicies().size()),
            whole
                ? Untrusted.of(file.text()).block("set-up")
                : "It has %s bytes, too many for an answer: read it as the resource `%s`."
                    .formatted(Text.count(bytes), RESOURCE),
            new FollowUps(call).call("apply_setup").toString(),
            Untrusted.LEGEND));
  }

  private static Stream<Bounds> bounds(SetUp setUp) {
    return Stream.concat(
        setUp.keys().stream().map(KeyEntry::bounds), setUp.shared().values().stream());
  }

  /** No arguments. */
  public record Input() {}

  /**
   * The answer.
   *
   * @param bytes of the file
   * @param shown whether the answer holds the file
   */
  public record Output(
      int keys,
      long budgets,
      long limits,
      int routes,
      int cachePolicies,
      int bytes,
      String resource,
      boolean shown) {}
}
