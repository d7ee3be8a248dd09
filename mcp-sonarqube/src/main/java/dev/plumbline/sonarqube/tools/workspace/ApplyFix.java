package dev.plumbline.sonarqube.tools.workspace;

import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.workspace.Edits;
import dev.plumbline.sonarqube.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies a unified diff to source code on this machine. */
public final class ApplyFix implements Change<ApplyFix.Input, ApplyFix.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "apply_fix",
          "Apply fix",
          "Applies a unified diff to the files of the workspace folder: all of it or nothing.",
          Toolsets.WORKSPACE,
          Effect.DESTRUCTIVE,
          true,
          false,
          Role.OPERATOR,
          Input.class,
          Output.class);

  private static final int PREVIEW = 8_000;

  private final Workspace workspace;

  public ApplyFix(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    Path root = workspace.root(input.root);
    Edits edits = Edits.of(root, input.diff, input.allowDirty);
    List<String> paths = edits.paths();
    if (paths.isEmpty()) {
      return new Plan.Unchanged<>(
          Answer.of(new Output(List.of()), "**Nothing changed**: the files are so already."));
    }
    String preview =
        Wording.paragraphs(
            "This changes %s in the folder %s:"
                .formatted(Wording.count(paths.size(), "file"), root.getFileName()),
            shortened(edits.preview()));
    return new Plan.Proposed<>(
        preview,
        () -> {
          edits.make();
          return applied(paths, input, call);
        });
  }

  private static String shortened(String preview) {
    return Text.bytes(preview) <= PREVIEW
        ? preview
        : Text.cutBytes(preview, PREVIEW) + "\n~~~\n… the rest of the diff as given.";
  }

  private static Answer<Output> applied(List<String> paths, Input input, Call call) {
    List<Untrusted> files = paths.stream().map(Untrusted::of).toList();
    Next next = new Next(call);
    next.call("scan_workspace", Scope.all(), "root", input.root);
    String text =
        Wording.paragraphs(
            "**Changed** %s. Compile and test it, then scan it to see the issue closed."
                .formatted(
                    files.stream().map(file -> file.inline(200)).collect(Collectors.joining(", "))),
            next.toString(),
            Untrusted.LEGEND);
    return Answer.of(new Output(files), text);
  }

  /** The arguments. */
  public record Input(
      @Param(value = "unified diff; paths from the folder", max = 60_000) String diff,
      @Nullable @Param("which folder, if several") String root,
      @Param(value = "also files with uncommitted changes", defaultValue = "false")
          boolean allowDirty) {}

  /** The answer. */
  public record Output(List<Untrusted> files) {}
}
