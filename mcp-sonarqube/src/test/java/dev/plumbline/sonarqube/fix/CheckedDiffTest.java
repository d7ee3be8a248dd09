package dev.plumbline.sonarqube.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedDiffTest {
  private static final SourceFile FILE = file("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n");
  private static final String GOOD =
      """
      --- a/src/A.java
      +++ b/src/A.java
      @@ -3,3 +3,3 @@
       three
      -four
      +4
       five
      """;

  private static SourceFile file(String content) {
    return SourceFile.of("src/A.java", content + "\n");
  }

  private static String diff(String... hunkLines) {
    return "--- a/src/A.java\n+++ b/src/A.java\n" + String.join("\n", hunkLines) + "\n";
  }

  private static void refuses(String draft, SourceFile file, String why) {
    assertThatThrownBy(() -> CheckedDiff.of(draft, file))
        .isInstanceOf(UnusableDraft.class)
        .hasMessageContaining(why);
  }

  @Test
  void writesTheDiffAnew() {
    assertThat(CheckedDiff.of(GOOD, FILE).text())
        .isEqualTo(
            diff(
                "@@ -1,7 +1,7 @@",
                " one",
                " two",
                " three",
                "-four",
                "+4",
                " five",
                " six",
                " seven"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@@ -5,3 +5,3 @@",
        "@@ -1,9 +1,2 @@ class A",
        "@@ -4000 +4000 @@",
        "@@",
        "@@ ... @@"
      })
  void correctsHunkHeaders(String header) {
    String draft = GOOD.replace("@@ -3,3 +3,3 @@", header);

    assertThat(CheckedDiff.of(draft, FILE)).isEqualTo(CheckedDiff.of(GOOD, FILE));
  }

  @Test
  void findsTheDiffInWhatIsSaidAroundIt() {
    String draft =
        "Sure, here is it:\n\n```diff\ndiff --git a/src/A.java b/src/A.java\n"
            + GOOD
            + "```\nThis mends it.";

    assertThat(CheckedDiff.of(draft, FILE)).isEqualTo(CheckedDiff.of(GOOD, FILE));
  }

  @Test
  void ignoresBlanksAtLineEndsButKeepsThemInTheFile() {
    SourceFile file = file("one\nthree  \nfour\t\nfive\n");

    assertThat(CheckedDiff.of(GOOD, file).text()).contains("\n three  \n-four\t\n+4\n five\n");
  }

  @Test
  void takesTheNearestOfSeveralPlaces() {
    SourceFile file = file("x\na\nb\nx\nx\nx\nx\nx\na\nb\nx\n");

    assertThat(CheckedDiff.of(diff("@@ -8,2 +8,2 @@", " a", "-b", "+c"), file).text())
        .contains("@@ -7,5 +7,5 @@");
    refuses(diff("@@", " a", "-b", "+c"), file, "2 times: give more context");
  }

  @Test
  void appliesSeveralHunksInOrder() {
    String draft =
        diff("@@ -1,2 +1,1 @@", "-one", " two", "", "@@ -9,2 +8,3 @@", " eight", "+nine");

    assertThat(CheckedDiff.of(draft, FILE).text())
        .contains("-one\n two\n", " eight\n+nine\n", "@@ -1,4 +1,3 @@", "@@ -6,3 +5,4 @@");
  }

  @Test
  void removesWhatLooksLikeAFileHeader() {
    SourceFile file = file("select 1\n-- old\nfrom t\n");
    String draft = diff("@@ -1,3 +1,3 @@", " select 1", "--- old", "+++ new", " from t");

    assertThat(CheckedDiff.of(draft, file).text())
        .isEqualTo(diff("@@ -1,3 +1,3 @@", " select 1", "--- old", "+++ new", " from t"));
  }

  @Test
  void keepsCarriageReturns() {
    SourceFile file = file("one\r\nthree\r\nfour\r\nfive\r\n");

    CheckedDiff diff = CheckedDiff.of(GOOD, file);

    assertThat(diff.carriageReturns()).isTrue();
    assertThat(diff.text()).contains(" three\r\n-four\r\n+4\r\n five\r\n");
  }

  @Test
  void tellsAMissingFinalLineFeed() {
    SourceFile file = file("three\nfour\nfive");

    assertThat(CheckedDiff.of(GOOD, file).text())
        .endsWith("-four\n+4\n five\n\\ No newline at end of file\n");
    assertThat(CheckedDiff.of(diff("@@ -3 +3,2 @@", " five", "+six"), file).text())
        .endsWith(
            "-five\n\\ No newline at end of file\n+five\n+six\n\\ No newline at end of file\n");
  }

  @Test
  void refusesOtherFiles() {
    refuses(GOOD.replace("src/A.java", "src/B.java"), FILE, "only ‹src/A.java› may be touched");
    refuses(GOOD.replace("+++ b/src/A.java", "+++ /dev/null"), FILE, "/dev/null");
    refuses(GOOD.replace("a/src/A.java", "a/../src/A.java"), FILE, "may be touched");
    refuses(GOOD + GOOD.replace("src/A.java", "src/B.java"), FILE, "more than one diff");
    refuses("```diff\n" + GOOD + "```\nand\n```\n" + GOOD + "```", FILE, "more than one diff");
  }

  @Test
  void refusesWhatDoesNotApply() {
    refuses(GOOD.replace("-four", "-fuor"), FILE, "the first such being ‹fuor›");
    refuses(diff("@@ -1,2 +1,2 @@", " two", "-one", "+1"), FILE, "in this order");
    refuses(diff("@@ -4,0 +4,1 @@", "+new"), FILE, "no context lines");
    refuses(
        diff("@@ -7,1 +7,2 @@", " seven", "+7", "@@ -1,1 +1,2 @@", " one", "+1"),
        FILE,
        "this order");
  }

  @Test
  void refusesWhatIsNoFix() {
    refuses("I am sorry, I cannot help.", FILE, "no unified diff");
    refuses(diff(), FILE, "no hunk");
    refuses(diff("@@ -4,1 +4,1 @@", " four"), FILE, "changes nothing");
    refuses(diff("@@ -4,1 +4,1 @@", "-four", "+four"), FILE, "changes nothing");
    refuses(GOOD.replace(" five", "five"), FILE, "starts with neither");
    refuses(diff("@@ -1,1 +0,0 @@", "-one"), file("one"), "nothing of the file");
    refuses(GOOD.replace("+4", "+" + "4".repeat(7_000)), FILE, "bytes long");
  }

  @Test
  void neverShowsInvisibleCharacters() {
    refuses(GOOD.replace("+4", "+4\u202e"), FILE, "invisible");
    refuses(GOOD, file("three\nfo\u200bur\nfive\n"), "invisible");

    SourceFile near = file("o\u200bne\nthree\nfour\nfive\n");
    assertThat(CheckedDiff.of(GOOD, near).text()).doesNotContain("one", "\u200b").contains("+4");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void appliesToAnyFile(long seed) throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int round = 0; round < 50; round++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        lines.add(i + " " + random.nextInt(3));
      }
      List<String> wanted = new ArrayList<>(lines);
      int at = random.nextInt(30);
      wanted.set(at, "- changed\\");
      wanted.add(random.nextInt(30), "+++ added");
      List<String> draft =
          UnifiedDiffUtils.generateUnifiedDiff(
              "a/src/A.java",
              "b/src/A.java",
              lines,
              com.github.difflib.DiffUtils.diff(lines, wanted),
              2);
      String moved = String.join("\n", draft).replaceAll("@@ -(\\d+)", "@@ -1$1");

      String text = CheckedDiff.of(moved, file(String.join("\n", lines) + "\n")).text();

      List<String> result =
          UnifiedDiffUtils.parseUnifiedDiff(Arrays.asList(text.split("\n", 0))).applyTo(lines);
      assertThat(result).isEqualTo(wanted);
    }
  }
}
