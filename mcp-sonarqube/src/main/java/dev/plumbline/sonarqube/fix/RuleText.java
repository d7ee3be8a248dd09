package dev.plumbline.sonarqube.fix;

import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A rule's description as plain text that keeps within a length. */
final class RuleText {
  private static final List<String> ORDER =
      List.of(
          "introduction", "default", "root_cause", "assess_the_problem", "how_to_fix", "resources");
  private static final Map<String, String> TITLES =
      Map.of(
          "root_cause", "why",
          "assess_the_problem", "when it matters",
          "how_to_fix", "how to fix it",
          "resources", "resources");
  private static final int FENCES = 60;
  private static final int EXAMPLE_BYTES = 1_000;

  private final List<Rule.Section> sections;
  private final RuleExamples examples;

  /**
   * @param context the framework that the issue is about; empty when none is known
   */
  RuleText(Rule rule, String context) {
    String chosen = context.isEmpty() ? firstContext(rule) : context;
    this.sections =
        rule.sections().stream()
            .filter(it -> it.contextKey().isEmpty() || it.contextKey().equals(chosen))
            .sorted(Comparator.comparingInt(RuleText::rank))
            .toList();
    this.examples = RuleExamples.of(sections.stream().map(Rule.Section::html).toList());
  }

  private static String firstContext(Rule rule) {
    return rule.sections().stream()
        .map(Rule.Section::contextKey)
        .filter(key -> !key.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static int rank(Rule.Section section) {
    int index = ORDER.indexOf(section.key());
    return index < 0 ? ORDER.size() : index;
  }

  /** Whether there is no description. */
  boolean isEmpty() {
    return sections.isEmpty();
  }

  /** The frameworks that the rule has other advice for. */
  Set<String> otherContexts(Rule rule) {
    Set<String> others = new TreeSet<>();
    for (Rule.Section section : rule.sections()) {
      if (!section.contextKey().isEmpty() && !sections.contains(section)) {
        others.add(section.contextName().inline(60));
      }
    }
    return others;
  }

  /**
   * All of it if it fits; else the first examples, and the beginning of each section.
   *
   * @param withResources whether further reading is wanted
   */
  Fitted within(int bytes, boolean withResources) {
    List<Rule.Section> wanted =
        sections.stream().filter(it -> withResources || !it.key().equals("resources")).toList();
    String whole = blocks(wanted, Integer.MAX_VALUE);
    if (Text.bytes(whole) <= bytes) {
      return new Fitted(whole, true);
    }
    String code = exampleBlocks(bytes * 3 / 5);
    List<Rule.Section> prose =
        wanted.stream().filter(it -> code.isEmpty() || !it.key().equals("how_to_fix")).toList();
    int each = (bytes - Text.bytes(code)) / Math.max(1, prose.size()) - FENCES;
    String text = each < 120 ? "" : blocks(prose, each);
    return new Fitted((text + "\n" + code).strip(), false);
  }

  private static String blocks(List<Rule.Section> sections, int each) {
    List<String> blocks = new ArrayList<>();
    for (Rule.Section section : sections) {
      Untrusted text = Untrusted.ofHtml(section.html());
      boolean whole = Text.bytes(text.value()) <= each;
      Untrusted cut = whole ? text : Untrusted.of(Text.cutBytes(text.value(), each - 4) + "…");
      String title = TITLES.getOrDefault(section.key(), "");
      blocks.add(cut.block(("rule " + title).strip()));
    }
    return String.join("\n", blocks);
  }

  private String exampleBlocks(int bytes) {
    StringBuilder blocks = new StringBuilder();
    int pairs = Math.max(examples.bad().size(), examples.good().size());
    for (int i = 0; i < pairs; i++) {
      String pair = pair(i);
      if (blocks.length() > 0 && Text.bytes(blocks + pair) > bytes) {
        break;
      }
      blocks.append(pair);
    }
    return Text.bytes(blocks.toString()) > bytes ? "" : blocks.toString();
  }

  private String pair(int index) {
    StringBuilder pair = new StringBuilder();
    if (index < examples.bad().size()) {
      pair.append(cut(examples.bad().get(index)).block("non-compliant example")).append('\n');
    }
    if (index < examples.good().size()) {
      pair.append(cut(examples.good().get(index)).block("compliant example")).append('\n');
    }
    return pair.toString();
  }

  private static Untrusted cut(Untrusted example) {
    boolean whole = Text.bytes(example.value()) <= EXAMPLE_BYTES;
    return whole ? example : Untrusted.of(Text.cutBytes(example.value(), EXAMPLE_BYTES) + "…");
  }

  /**
   * As much as fits.
   *
   * @param whole whether nothing was left out but resources
   */
  record Fitted(String text, boolean whole) {}
}
