package dev.plumbline.sonarqube.fix;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule on a page: what it is, its description by section, its parameters. */
public final class RuleCard {
  private final Rule rule;
  private final Mode mode;
  private final @Nullable String section;

  /**
   * @param section the one section that is wanted; null for all
   * @throws Failure.NotFound when the rule has no such section
   */
  public RuleCard(Rule rule, Mode mode, @Nullable String section) {
    this.rule = rule;
    this.mode = mode;
    this.section = section == null ? null : section.strip();
    List<String> keys = rule.sections().stream().map(Rule.Section::key).distinct().toList();
    if (this.section != null && !keys.contains(this.section)) {
      throw new Failure.NotFound(
          "Rule %s has no section %s.".formatted(rule.key(), Untrusted.of(this.section).inline(60)),
          "Sections: " + String.join(", ", keys) + ".");
    }
  }

  /** The card in at most so many bytes, as far as the head allows. */
  public Page.Fitted within(int bytes) {
    Page page = new Page(bytes);
    page.add(new IssueHead(mode).of(rule) + tags());
    Rule wanted = section == null ? rule : only(section);
    RuleText text = new RuleText(wanted, "");
    if (text.isEmpty()) {
      page.add("SonarQube has no description of the rule.");
    } else {
      RuleText.Fitted fitted = text.within(page.left() * 4 / 5, true);
      page.add(fitted.text());
      if (!fitted.whole()) {
        page.leaveOut("parts of the description; ask for one section");
      }
    }
    List<String> parameters = parameters();
    int shown = page.addLines("Parameters:", parameters, page.left());
    if (shown < parameters.size()) {
      page.leaveOut((parameters.size() - shown) + " parameters");
    }
    return page.fitted();
  }

  private Rule only(String key) {
    return new Rule(
        rule.key(),
        rule.name(),
        rule.language(),
        rule.type(),
        rule.severity(),
        rule.impacts(),
        rule.tags(),
        rule.parameters(),
        rule.sections().stream().filter(it -> it.key().equals(key)).toList());
  }

  private String tags() {
    String tags = rule.tags().stream().map(Untrusted::value).collect(Collectors.joining(" "));
    return tags.isEmpty() ? "" : "; tags " + Untrusted.of(tags).inline(120);
  }

  private List<String> parameters() {
    List<String> lines = new ArrayList<>();
    for (Rule.Parameter parameter : rule.parameters()) {
      lines.add(
          "- %s (default %s): %s"
              .formatted(
                  Untrusted.of(parameter.key()).inline(60),
                  parameter.standard().inline(80),
                  parameter.description().inline(200)));
    }
    return lines;
  }
}
