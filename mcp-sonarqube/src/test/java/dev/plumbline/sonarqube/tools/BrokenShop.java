package dev.plumbline.sonarqube.tools;

import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.issues.SuggestFixes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Hotspots;
import org.sonarqube.ws.Issues;
import org.sonarqube.ws.Rules;
import tools.jackson.databind.json.JsonMapper;

/**
 * The project {@code shop} with issues of one rule: the first in {@code src/Cart.java} with a flow
 * that goes through {@code src/Price.java}, and others.
 */
public final class BrokenShop implements AutoCloseable {
  public static final String RULE = "java:S2259";
  public static final String HOTSPOT = "hotspot-000000000000";

  private final FakeSonarQube fake = new FakeSonarQube();
  private final Map<String, String> files = new HashMap<>();
  private final int issues;
  private String message = "\"label\" is nullable here.";

  /**
   * @param issues how many there are
   */
  public BrokenShop(int issues) {
    this.issues = issues;
    file("src/Cart.java", lines(40).replace("line 20", "    return label.length();"));
    file("src/Price.java", lines(12).replace("line 7", "    label = null;"));
    fake.on("api/issues/search", this::search);
    fake.on("api/sources/lines", this::lines);
    fake.on("api/sources/raw", url -> raw(content(url)));
    fake.on("api/hotspots/show", BrokenShop::hotspot);
    rule("<p>Do not do that.</p>");
  }

  public FakeSonarQube fake() {
    return fake;
  }

  public SuggestFixes tool() {
    return new SuggestFixes(fake.client());
  }

  public static String key(int index) {
    return "issue-%015d".formatted(index);
  }

  public static String lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> "line " + number + "\n")
        .collect(Collectors.joining());
  }

  public BrokenShop file(String path, String content) {
    files.put("shop:" + path, content);
    return this;
  }

  public BrokenShop message(String text) {
    message = text;
    return this;
  }

  /** The rule with another reason; how to fix it is always the same. */
  public BrokenShop rule(String why) {
    Rules.Rule.DescriptionSections.Builder sections =
        Rules.Rule.DescriptionSections.newBuilder()
            .addDescriptionSections(section("resources", "<p>Further reading</p>"))
            .addDescriptionSections(
                section(
                    "how_to_fix",
                    "<h4>Noncompliant code example</h4><pre data-diff-type=\"noncompliant\">"
                        + "bad(null);</pre><h4>Compliant solution</h4>"
                        + "<pre data-diff-type=\"compliant\">good(1);</pre>"))
            .addDescriptionSections(section("root_cause", why));
    Rules.Rule.Builder rule =
        Rules.Rule.newBuilder()
            .setKey(RULE)
            .setName("Null pointers should not be dereferenced")
            .setSeverity("MAJOR")
            .setType(Common.RuleType.BUG)
            .setLangName("Java")
            .setDescriptionSections(sections);
    fake.on(
        "api/rules/show",
        url ->
            RULE.equals(url.queryParameter("key"))
                ? FakeSonarQube.proto(Rules.ShowResponse.newBuilder().setRule(rule).build())
                : FakeSonarQube.error(404, "Rule not found"));
    return this;
  }

  @Override
  public void close() {
    fake.close();
  }

  private static Rules.Rule.DescriptionSection section(String key, String html) {
    return Rules.Rule.DescriptionSection.newBuilder().setKey(key).setContent(html).build();
  }

  private MockResponse search(HttpUrl url) {
    String asked = url.queryParameter("issues");
    Issues.SearchWsResponse.Builder answer = Issues.SearchWsResponse.newBuilder();
    answer.setEffortTotal(10L * issues);
    int size = Integer.parseInt(Objects.requireNonNullElse(url.queryParameter("ps"), "100"));
    IntStream.range(0, issues)
        .filter(index -> asked == null || key(index).equals(asked))
        .limit(size)
        .forEach(index -> answer.addIssues(issue(index)));
    answer.setPaging(Common.Paging.newBuilder().setTotal(asked == null ? issues : 1));
    Common.Facet.Builder severities = Common.Facet.newBuilder().setProperty("impactSeverities");
    severities.addValues(Common.FacetValue.newBuilder().setVal("MEDIUM").setCount(issues));
    Common.Facet.Builder rules = Common.Facet.newBuilder().setProperty("rules");
    rules.addValues(Common.FacetValue.newBuilder().setVal(RULE).setCount(issues));
    answer.setFacets(Common.Facets.newBuilder().addFacets(severities).addFacets(rules));
    for (String file : List.of("src/Cart.java", "src/Price.java")) {
      answer.addComponents(Issues.Component.newBuilder().setKey("shop:" + file).setPath(file));
    }
    return FakeSonarQube.proto(answer.build());
  }

  private Issues.Issue issue(int index) {
    return Issues.Issue.newBuilder()
        .setKey(key(index))
        .setRule(RULE)
        .setSeverity(Common.Severity.MAJOR)
        .setType(Common.RuleType.BUG)
        .addImpacts(
            Common.Impact.newBuilder()
                .setSoftwareQuality(Common.SoftwareQuality.RELIABILITY)
                .setSeverity(Common.ImpactSeverity.MEDIUM))
        .setProject("shop")
        .setComponent("shop:src/Cart.java")
        .setLine(20 + index)
        .setTextRange(range(20 + index))
        .setMessage(message)
        .setEffort("10min")
        .setStatus("OPEN")
        .setIssueStatus("OPEN")
        .addFlows(
            Common.Flow.newBuilder()
                .addLocations(location("src/Cart.java", 20, "'label' is dereferenced."))
                .addLocations(location("src/Price.java", 7, "'label' becomes null.")))
        .build();
  }

  private static Common.Location location(String path, int line, String message) {
    return Common.Location.newBuilder()
        .setComponent("shop:" + path)
        .setTextRange(range(line))
        .setMsg(message)
        .build();
  }

  private static Common.TextRange range(int line) {
    return Common.TextRange.newBuilder()
        .setStartLine(line)
        .setEndLine(line)
        .setStartOffset(11)
        .setEndOffset(16)
        .build();
  }

  private String content(HttpUrl url) {
    return files.getOrDefault(String.valueOf(url.queryParameter("key")), "");
  }

  /** Like the real one: each line with a line feed behind it, also the empty one at the end. */
  private static MockResponse raw(String content) {
    return FakeSonarQube.response(200, "text/plain", content + "\n");
  }

  private MockResponse lines(HttpUrl url) {
    String[] lines = content(url).split("\n", -1);
    int from = Integer.parseInt(Objects.requireNonNull(url.queryParameter("from")));
    int to = Integer.parseInt(Objects.requireNonNull(url.queryParameter("to")));
    List<Map<String, Object>> found =
        IntStream.rangeClosed(from, Math.min(to, lines.length))
            .mapToObj(
                number -> Map.<String, Object>of("line", number, "code", marked(lines[number - 1])))
            .toList();
    String json = JsonMapper.shared().writeValueAsString(Map.of("sources", found));
    return FakeSonarQube.response(200, "application/json", json);
  }

  private static String marked(String code) {
    String escaped = code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return escaped.replace("return", "<span class=\"k\">return</span>").replace("\r", "");
  }

  private static MockResponse hotspot(HttpUrl url) {
    return HOTSPOT.equals(url.queryParameter("hotspot"))
        ? FakeSonarQube.proto(Hotspots.ShowWsResponse.newBuilder().setKey(HOTSPOT).build())
        : FakeSonarQube.error(404, "Hotspot does not exist");
  }
}
