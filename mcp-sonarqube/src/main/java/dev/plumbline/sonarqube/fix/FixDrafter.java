package dev.plumbline.sonarqube.fix;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.sonarqube.sonar.SourcesClient;
import java.util.Optional;

/** Lets the client's model draft a diff, and keeps it only if it applies to the file. */
public final class FixDrafter {
  private static final int MAX_TOKENS = 3_000;

  private final SourcesClient sources;

  public FixDrafter(SourcesClient sources) {
    this.sources = sources;
  }

  /** Asks the model, and once more with what is wrong when its diff does not apply. */
  public Draft draft(IssueDossier dossier, Call call) {
    String path = dossier.issue().path().value();
    if (dossier.isEnded() || dossier.source().isEmpty() || path.contains("\n")) {
      return new Draft.NotAsked();
    }
    call.progress(4, DossierReader.STEPS, "Asking for a diff");
    String prompt = DraftPrompt.of(dossier);
    Optional<String> first = call.sample(DraftPrompt.SYSTEM, prompt, MAX_TOKENS);
    if (first.isEmpty()) {
      return new Draft.NotAsked();
    }
    SourceFile file;
    try {
      file = SourceFile.of(path, sources.raw(dossier.issue().component(), dossier.scope()));
    } catch (Failure.NotFound | Failure.Denied notGivenOut) {
      return new Draft.Rejected("the whole source cannot be read to check it");
    }
    Draft draft = check(first.get(), file);
    if (!(draft instanceof Draft.Rejected rejected)) {
      return draft;
    }
    call.progress(5, DossierReader.STEPS, "Asking once more");
    return call.sample(
            DraftPrompt.SYSTEM, DraftPrompt.again(prompt, first.get(), rejected.why()), MAX_TOKENS)
        .map(second -> check(second, file))
        .orElse(draft);
  }

  private static Draft check(String answer, SourceFile file) {
    if (answer.strip().startsWith(DraftPrompt.NO_FIX)) {
      return new Draft.NoFix();
    }
    try {
      CheckedDiff diff = CheckedDiff.of(answer, file);
      return new Draft.Checked(diff.text(), diff.carriageReturns());
    } catch (UnusableDraft unusable) {
      return new Draft.Rejected(unusable.why());
    }
  }
}
