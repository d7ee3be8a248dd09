package dev.plumbline.sonarqube.fix;

import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a unified diff out of what a model answers; its line numbers and counts may be wrong. */
final class DraftDiff {
  private static final Pattern HEADER =
      Pattern.compile("@@(?: -(\\d{1,8})(?:,(\\d{1,8}))? \\+\\d{1,8}(?:,(\\d{1,8}))? @@)?.*");
  private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,}).*");

  private final List<String> lines;
  private int at;

  private DraftDiff(String answer) {
    String plain = answer.replace("\r\n", "\n").stripTrailing();
    this.lines = List.of(plain.split("\n", -1));
  }

  /**
   * The hunks, in their order.
   *
   * @param path the one file they may touch
   * @throws UnusableDraft when the answer is no unified diff of that file
   */
  static List<Hunk> hunks(String answer, String path) {
    DraftDiff draft = new DraftDiff(answer);
    draft.skipToFile();
    draft.checkPath("--- ", path);
    draft.checkPath("+++ ", path);
    List<Hunk> hunks = new ArrayList<>();
    while (draft.at < draft.lines.size() && draft.line().startsWith("@@")) {
      hunks.add(draft.hunk());
    }
    draft.checkNothingElse();
    if (hunks.isEmpty()) {
      throw new UnusableDraft("it has no hunk: no line starts with @@");
    }
    return hunks;
  }

  private String line() {
    return lines.get(at);
  }

  private boolean atFile() {
    return at + 1 < lines.size()
        && line().startsWith("--- ")
        && lines.get(at + 1).startsWith("+++ ");
  }

  private void skipToFile() {
    while (!atFile()) {
      if (++at >= lines.size()) {
        throw new UnusableDraft(
            "it is no unified diff: a line starting with --- and then one with +++ are missing");
      }
    }
  }

  private void checkPath(String marker, String path) {
    String named = line().substring(marker.length());
    int tab = named.indexOf('\t');
    named = (tab < 0 ? named : named.substring(0, tab)).strip();
    String bare = named.startsWith("a/") || named.startsWith("b/") ? named.substring(2) : named;
    if (!named.equals(path) && !bare.equals(path)) {
      throw new UnusableDraft(
          "it is about %s, but only %s may be touched"
              .formatted(Untrusted.of(named).inline(160), Untrusted.of(path).inline(400)));
    }
    at++;
  }

  private Hunk hunk() {
    Matcher header = HEADER.matcher(line());
    if (!header.matches()) {
      throw new UnusableDraft("a hunk header cannot be read: " + Untrusted.of(line()).inline(80));
    }
    at++;
    int start = number(header.group(1), 0);
    boolean counted = start > 0;
    int olds = counted ? number(header.group(2), 1) : 0;
    int news = counted ? number(header.group(3), 1) : 0;
    List<Hunk.Line> read = new ArrayList<>();
    while (at < lines.size() && !ends(olds > 0 || news > 0)) {
      if (!line().startsWith("\\")) {
        Hunk.Line line = read(line());
        olds -= line.kind() == Hunk.Kind.ADD ? 0 : 1;
        news -= line.kind() == Hunk.Kind.REMOVE ? 0 : 1;
        read.add(line);
      }
      at++;
    }
    skipBlank();
    return new Hunk(start, read);
  }

  /** A line that starts like a file header may be a removed {@code -- comment}. */
  private boolean ends(boolean moreExpected) {
    String line = line();
    if (line.startsWith("@@") || FENCE.matcher(line).matches()) {
      return true;
    }
    return !moreExpected
        && (atFile() || line.startsWith("diff ") || (line.isEmpty() && onlyBlankBeforeEnd()));
  }

  private boolean onlyBlankBeforeEnd() {
    int next = at;
    while (next < lines.size() && lines.get(next).isEmpty()) {
      next++;
    }
    return next == lines.size()
        || lines.get(next).startsWith("@@")
        || lines.get(next).startsWith("diff ")
        || FENCE.matcher(lines.get(next)).matches();
  }

  private void skipBlank() {
    while (at < lines.size() && line().isEmpty()) {
      at++;
    }
  }

  private void checkNothingElse() {
    for (; at < lines.size(); at++) {
      if (atFile() || line().startsWith("diff ") || line().startsWith("@@")) {
        throw new UnusableDraft("it has more than one diff, but only one file may be touched");
      }
    }
  }

  private static Hunk.Line read(String line) {
    if (line.isEmpty()) {
      return new Hunk.Line(Hunk.Kind.KEEP, "");
    }
    String text = line.substring(1);
    return switch (line.charAt(0)) {
      case ' ' -> new Hunk.Line(Hunk.Kind.KEEP, text);
      case '-' -> new Hunk.Line(Hunk.Kind.REMOVE, text);
      case '+' -> new Hunk.Line(Hunk.Kind.ADD, text);
      default ->
          throw new UnusableDraft(
              "a line of a hunk starts with neither a space nor + nor -: "
                  + Untrusted.of(line).inline(80));
    };
  }

  private static int number(@org.jspecify.annotations.Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }
}
