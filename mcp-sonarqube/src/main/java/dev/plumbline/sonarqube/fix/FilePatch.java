package dev.plumbline.sonarqube.fix;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a unified diff does to one file.
 *
 * @param path within the repository
 * @param diff the part of the diff about that file
 */
public record FilePatch(String path, String diff) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int CONTEXT = 3;

  /**
   * The parts of a diff, one a file.
   *
   * @throws Failure.InvalidInput when it is no unified diff of existing files
   */
  public static List<FilePatch> of(String diff) {
    List<String> lines = Arrays.asList(diff.replace("\r\n", "\n").split("\n", -1));
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i + 2 < lines.size(); i++) {
      if (lines.get(i).startsWith("--- ")
          && lines.get(i + 1).startsWith("+++ ")
          && lines.get(i + 2).startsWith("@@")) {
        starts.add(i);
      }
    }
    if (starts.isEmpty()) {
      throw new Failure.InvalidInput(
          "'diff' is no unified diff: a line starting with ---, then one with +++ and then one with"
              + " @@ are missing.",
          "Write it as git diff does.");
    }
    List<FilePatch> patches = new ArrayList<>();
    Set<String> paths = new LinkedHashSet<>();
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : lines.size();
      List<String> part = new ArrayList<>(lines.subList(starts.get(i), end));
      part.removeIf(
          line -> line.startsWith("diff --git ") || line.matches("index [0-9a-f]+\\.\\..*"));
      FilePatch patch = new FilePatch(path(part), String.join("\n", part));
      if (!paths.add(patch.path)) {
        throw new Failure.InvalidInput(
            "'diff' has two parts about %s.".formatted(Untrusted.of(patch.path).inline(200)),
            "Put the hunks of a file together.");
      }
      patches.add(patch);
    }
    return patches;
  }

  private static String path(List<String> part) {
    String before = name(part.get(0));
    String after = name(part.get(1));
    if (before.equals("/dev/null") || after.equals("/dev/null") || !before.equals(after)) {
      throw new Failure.InvalidInput(
          "'diff' creates, removes or renames %s."
              .formatted(Untrusted.of(before.equals("/dev/null") ? after : before).inline(200)),
          "Only the content of existing files can be changed here.");
    }
    return before;
  }

  private static String name(String header) {
    String named = header.substring(4);
    int tab = named.indexOf('\t');
    named = (tab < 0 ? named : named.substring(0, tab)).strip();
    return named.startsWith("a/") || named.startsWith("b/") ? named.substring(2) : named;
  }

  /**
   * The file after the change; the same when it was made before.
   *
   * @throws Failure.Conflict when the file does not hold what the diff expects
   */
  public String applyTo(String content) {
    String mark = content.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    String body = content.substring(mark.length());
    String end = missingReturn(body);
    SourceFile file = SourceFile.of(path, body + end + "\n");
    try {
      List<Hunk> hunks = DraftDiff.hunks(diff, path);
      String text = text(applied(hunks, file), file);
      return mark + text.substring(0, text.length() - (text.endsWith(end) ? end.length() : 0));
    } catch (UnusableDraft unusable) {
      throw new Failure.Conflict(
          "The diff of %s cannot be applied: %s."
              .formatted(Untrusted.of(path).inline(200), unusable.why()),
          "Read the file again (it may have changed since it was analysed), and write the diff"
              + " anew.");
    }
  }

  /** What a last line without a line feed lacks to be like the others of a file with CR LF. */
  private static String missingReturn(String body) {
    boolean closed = body.isEmpty() || body.endsWith("\n");
    long feeds = body.chars().filter(c -> c == '\n').count();
    long returns = body.split("\r\n", -1).length - 1L;
    return !closed && returns * 2 > feeds ? "\r" : "";
  }

  private static List<String> applied(List<Hunk> hunks, SourceFile file) {
    try {
      return CheckedDiff.apply(hunks, file);
    } catch (UnusableDraft doesNotApply) {
      if (isThereAlready(hunks, file)) {
        return file.lines();
      }
      throw doesNotApply;
    }
  }

  private static boolean isThereAlready(List<Hunk> hunks, SourceFile file) {
    try {
      CheckedDiff.apply(hunks.stream().map(Hunk::reversed).toList(), file);
      return true;
    } catch (UnusableDraft not) {
      return false;
    }
  }

  private static String text(List<String> lines, SourceFile file) {
    return String.join("\n", lines) + (file.finalNewline() && !lines.isEmpty() ? "\n" : "");
  }

  /** The change from one content to another as a diff to show. */
  public static String shown(String path, String before, String after) {
    List<String> original = Arrays.asList(before.replace("\r\n", "\n").split("\n", -1));
    List<String> revised = Arrays.asList(after.replace("\r\n", "\n").split("\n", -1));
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            "a/" + path, "b/" + path, original, DiffUtils.diff(original, revised), CONTEXT);
    return Untrusted.of(String.join("\n", lines)).block("diff");
  }
}
