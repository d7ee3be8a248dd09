package dev.plumbline.sonarqube.fix;

import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * The code examples of a rule's description, the first of each kind first.
 *
 * @param bad code that breaks the rule
 * @param good the same code or other, in accordance with it
 */
record RuleExamples(List<Untrusted> bad, List<Untrusted> good) {
  /** Finds them by what marks them, else by the heading before them. */
  static RuleExamples of(List<String> html) {
    List<Untrusted> bad = new ArrayList<>();
    List<Untrusted> good = new ArrayList<>();
    for (String section : html) {
      String heading = "";
      for (Element element :
          Jsoup.parseBodyFragment(section).body().select("h1,h2,h3,h4,h5,h6,pre")) {
        if (!element.normalName().equals("pre")) {
          heading = element.text().toLowerCase(Locale.ROOT);
          continue;
        }
        kind(element, heading)
            .ifPresent(
                isGood -> (isGood ? good : bad).add(Untrusted.of(element.wholeText().strip())));
      }
    }
    return new RuleExamples(bad, good);
  }

  /** Whether it is good; empty when it is not said. */
  private static Optional<Boolean> kind(Element example, String heading) {
    String type = example.attr("data-diff-type");
    if (!type.isEmpty()) {
      return Optional.of(type.equals("compliant"));
    }
    String code = example.wholeText().toLowerCase(Locale.ROOT);
    String said = heading.replace("non-", "non").replace("non c", "nonc");
    if (said.contains("noncompliant") || code.contains("noncompliant")) {
      return Optional.of(false);
    }
    return said.contains("compliant") || code.contains("compliant")
        ? Optional.of(true)
        : Optional.empty();
  }
}
