package dev.plumbline.sonarqube.tools;

import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Rules;

/** Rules, and the languages Java and Python. */
final class CannedRules {
  static final String SEARCH = "api/rules/search";
  static final String SHOW = "api/rules/show";

  private CannedRules() {}

  static void languages(FakeSonarQube fake) {
    fake.json(
        "api/languages/list",
        """
        {"languages":[{"key":"java","name":"Java"},{"key":"py","name":"Python"}]}\
        """);
  }

  static Rules.Rule.Builder rule(String key, String name) {
    return Rules.Rule.newBuilder()
        .setKey(key)
        .setName(name)
        .setLangName("Java")
        .setSeverity("MAJOR")
        .setType(Common.RuleType.CODE_SMELL)
        .setSysTags(Rules.SysTags.newBuilder().addSysTags("design"))
        .setImpacts(
            Rules.Impacts.newBuilder()
                .addImpacts(impact(Common.SoftwareQuality.MAINTAINABILITY, "LOW"))
                .addImpacts(impact(Common.SoftwareQuality.SECURITY, "HIGH")));
  }

  static Rules.Rule.DescriptionSection.Builder section(String key, String html) {
    return Rules.Rule.DescriptionSection.newBuilder().setKey(key).setContent(html);
  }

  static Rules.ShowResponse shown(
      Rules.Rule.Builder rule, Rules.Rule.DescriptionSection.Builder... sections) {
    Rules.Rule.DescriptionSections.Builder all = Rules.Rule.DescriptionSections.newBuilder();
    for (Rules.Rule.DescriptionSection.Builder section : sections) {
      all.addDescriptionSections(section);
    }
    return Rules.ShowResponse.newBuilder().setRule(rule.setDescriptionSections(all)).build();
  }

  static Rules.SearchResponse found(int total, Rules.Rule.Builder... rules) {
    Rules.SearchResponse.Builder answer =
        Rules.SearchResponse.newBuilder().setPaging(Common.Paging.newBuilder().setTotal(total));
    for (Rules.Rule.Builder rule : rules) {
      answer.addRules(rule);
    }
    return answer.build();
  }

  private static Common.Impact impact(Common.SoftwareQuality quality, String severity) {
    return Common.Impact.newBuilder()
        .setSoftwareQuality(quality)
        .setSeverity(Common.ImpactSeverity.valueOf(severity))
        .build();
  }
}
