package dev.plumbline.sonarqube.fix;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A unified diff that applies to the file it was checked against.
 *
 * @param text with the file's own line ends, and no invisible character but those
 * @param carriageReturns whether lines end in CR LF
 */
record CheckedDiff(String text, boolean carriageReturns) {
  private static final int MAX_BYTES = 6_000;
  private static final int CONTEXT = 3;

  /**
   * Checks a drafted diff and writes it anew, with right line numbers and counts.
   *
   * @throws UnusableDraft when it does not apply
   */
  static CheckedDiff of(String draft, SourceFile file) {
    List<String> plain = apply(DraftDiff.hunks(draft, file.path()), file);
    if (plain.equals(file.lines())) {
      throw new UnusableDraft("it changes nothing");
    }
    if (plain.isEmpty()) {
      throw new UnusableDraft("it leaves nothing of the file");
    }
    List<String> original = withEnd(file.lines(), file.finalNewline());
    List<String> revised = withEnd(plain, file.finalNewline());
    for (int context = CONTEXT; context > 0; context--) {
      Optional<CheckedDiff> diff = write(file.path(), original, revised, context);
      if (diff.isPresent()) {
        return diff.get();
      }
    }
    throw new UnusableDraft(
        "the lines at the change hold invisible characters, so it cannot be shown faithfully");
  }

  /**
   * A last line without line feed differs from the same line with one; what tells so in a diff is
   * made part of the line.
   */
  private static List<String> withEnd(List<String> lines, boolean finalNewline) {
    if (finalNewline) {
      return lines;
    }
    List<String> marked = new ArrayList<>(lines);
    marked.addLast(marked.removeLast() + "\n\\ No newline at end of file");
    return marked;
  }

  /**
   * The lines of the file after the change.
   *
   * @throws UnusableDraft when a hunk does not apply
   */
  static List<String> apply(List<Hunk> hunks, SourceFile file) {
    List<String> original = file.lines();
    List<String> revised = new ArrayList<>();
    int at = 0;
    int drift = 0;
    for (Hunk hunk : hunks) {
      int place = hunk.place(original, at, drift);
      drift = hunk.start() == 0 ? drift : place - (hunk.start() - 1);
      revised.addAll(original.subList(at, place));
      at = place;
      for (Hunk.Line line : hunk.lines()) {
        switch (line.kind()) {
          case KEEP -> revised.add(original.get(at++));
          case REMOVE -> at++;
          case ADD -> revised.add(line.text() + file.lineEnd());
        }
      }
    }
    revised.addAll(original.subList(at, original.size()));
    return revised;
  }

  /** Empty when a line to be shown holds invisible characters. */
  private static Optional<CheckedDiff> write(
      String path, List<String> original, List<String> revised, int context) {
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            "a/" + path, "b/" + path, original, DiffUtils.diff(original, revised), context);
    checkApplies(lines, original, revised);
    String text = String.join("\n", lines) + "\n";
    if (Text.bytes(text) > MAX_BYTES) {
      throw new UnusableDraft(
          "it is %d bytes long, more than the %d that fixing one issue may take"
              .formatted(Text.bytes(text), MAX_BYTES));
    }
    String shown = text.replace("\r\n", "\n");
    return shown.equals(VisibleText.of(shown))
        ? Optional.of(new CheckedDiff(text, !shown.equals(text)))
        : Optional.empty();
  }

  private static void checkApplies(List<String> diff, List<String> original, List<String> revised) {
    try {
      if (UnifiedDiffUtils.parseUnifiedDiff(diff).applyTo(original).equals(revised)) {
        return;
      }
    } catch (PatchFailedException doesNotApply) {
      throw new UnusableDraft("it does not apply: " + doesNotApply.getMessage());
    }
    throw new UnusableDraft("it applies, but with another result than its lines say");
  }
}
