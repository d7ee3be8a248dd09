package dev.plumbline.sonarqube.sonar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.util.List;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Issues;

class IssuesClientTest {
  private static final String SEARCH = "api/issues/search";

  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void searchesInTheTermsOfMqrMode() {
    fake.proto(SEARCH, Issues.SearchWsResponse.getDefaultInstance());

    fake.client().issues().worstFirst(smells(Mode.MQR).page(1, 20));

    assertThat(fake.parameter(SEARCH, "impactSoftwareQualities")).isEqualTo("MAINTAINABILITY");
    assertThat(fake.parameter(SEARCH, "impactSeverities")).isEqualTo("BLOCKER,HIGH,MEDIUM");
    assertThat(fake.parameter(SEARCH, "components")).isEqualTo("shop");
    assertThat(fake.parameter(SEARCH, "types")).isNull();
  }

  @Test
  void searchesInTheTermsOfTheStandardExperience() {
    fake.mode("STANDARD_EXPERIENCE").proto(SEARCH, Issues.SearchWsResponse.getDefaultInstance());

    fake.client().issues().worstFirst(smells(Mode.STANDARD).page(1, 20));

    assertThat(fake.parameter(SEARCH, "types")).isEqualTo("CODE_SMELL");
    assertThat(fake.parameter(SEARCH, "severities")).isEqualTo("BLOCKER,CRITICAL,MAJOR");
    assertThat(fake.parameter(SEARCH, "impactSeverities")).isNull();
  }

  @Test
  void searchesInTheTermsOfAnOldServer() {
    fake.version("9.9.8.100196").proto(SEARCH, Issues.SearchWsResponse.getDefaultInstance());
    SonarQube client = fake.client();

    assertThat(client.server().mode()).isEqualTo(Mode.STANDARD);
    client.issues().worstFirst(smells(Mode.STANDARD));

    assertThat(fake.parameter(SEARCH, "componentKeys")).isEqualTo("shop");
    assertThat(fake.parameter(SEARCH, "types")).isEqualTo("CODE_SMELL");
    assertThat(fake.requests("api/v2/clean-code-policy/mode")).isEmpty();
  }

  @Test
  void takesPagesFromOneSeverityAfterTheOther() {
    fake.on(SEARCH, IssuesClientTest::bySeverity);

    assertThat(keys(1, 4)).containsExactly("BLOCKER-0", "HIGH-0", "HIGH-1", "HIGH-2");
    assertThat(keys(2, 4)).containsExactly("HIGH-3", "HIGH-4", "MEDIUM-0", "MEDIUM-1");
    assertThat(keys(3, 4)).containsExactly("MEDIUM-2", "MEDIUM-3");
    assertThat(keys(4, 4)).isEmpty();
  }

  @Test
  void doesNotAskBeyondTenThousand() {
    assertThatThrownBy(() -> fake.client().issues().search(smells(Mode.MQR).page(101, 100)))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("10,000");
    assertThat(fake.requests(SEARCH)).isEmpty();
  }

  @Test
  void findsOneIssueWithItsFlows() {
    fake.proto(
        SEARCH,
        Issues.SearchWsResponse.newBuilder()
            .addIssues(
                issue("0123456789abcdef0123", "HIGH")
                    .setMessage("Mend <b>this</b>\u200b")
                    .setEffort("1d 2h 5min")
                    .setLine(7)
                    .addFlows(
                        Common.Flow.newBuilder()
                            .addLocations(
                                Common.Location.newBuilder()
                                    .setComponent("shop:A.java")
                                    .setMsg("from here")
                                    .setTextRange(
                                        Common.TextRange.newBuilder()
                                            .setStartLine(3)
                                            .setEndLine(3)))))
            .addComponents(
                Issues.Component.newBuilder().setKey("shop:A.java").setPath("src/A.java"))
            .build());

    Issue issue = fake.client().issues().byKey("0123456789abcdef0123");

    assertThat(issue.message().value()).isEqualTo("Mend this");
    assertThat(issue.effortMinutes()).isEqualTo(480 + 120 + 5);
    assertThat(issue.path().value()).isEqualTo("src/A.java");
    assertThat(issue.flows().getFirst().locations().getFirst().range().orElseThrow().startLine())
        .isEqualTo(3);
    assertThat(fake.parameter(SEARCH, "additionalFields")).isEqualTo("_all");
    assertThat(fake.parameter(SEARCH, "resolved")).isNull();
  }

  @Test
  void refusesWhatIsNoIssueKeyAndSaysWhenThereIsNone() {
    fake.proto(SEARCH, Issues.SearchWsResponse.getDefaultInstance());

    assertThatThrownBy(() -> fake.client().issues().byKey("x,y"))
        .isInstanceOf(Failure.InvalidInput.class);
    assertThatThrownBy(() -> fake.client().issues().byKey("0123456789abcdef0123"))
        .isInstanceOf(Failure.NotFound.class);
  }

  private List<String> keys(int page, int size) {
    return fake.client().issues().worstFirst(smells(Mode.MQR).page(page, size)).issues().stream()
        .map(Issue::key)
        .toList();
  }

  private static IssueQuery smells(Mode mode) {
    return IssueQuery.of(
        Scope.of("shop"),
        IssueFilter.harming(SoftwareQuality.MAINTAINABILITY, Severity.MAJOR.andWorse(mode)));
  }

  /** One BLOCKER, five HIGH and four MEDIUM issues, paged as SonarQube pages. */
  private static MockResponse bySeverity(HttpUrl url) {
    String asked = String.valueOf(url.queryParameter("impactSeverities"));
    int page = Integer.parseInt(String.valueOf(url.queryParameter("p")));
    int size = Integer.parseInt(String.valueOf(url.queryParameter("ps")));
    Issues.SearchWsResponse.Builder answer = Issues.SearchWsResponse.newBuilder();
    Common.Facet.Builder facet = Common.Facet.newBuilder().setProperty("impactSeverities");
    record Group(String severity, int count) {}
    int at = 0;
    for (Group group :
        List.of(new Group("BLOCKER", 1), new Group("HIGH", 5), new Group("MEDIUM", 4))) {
      facet.addValues(Common.FacetValue.newBuilder().setVal(group.severity).setCount(group.count));
      for (int i = 0;
          i < group.count && List.of(asked.split(",", -1)).contains(group.severity);
          i++) {
        if (at >= (page - 1) * size && at < page * size) {
          answer.addIssues(issue(group.severity + "-" + i, group.severity));
        }
        at++;
      }
    }
    return FakeSonarQube.proto(
        answer
            .setPaging(Common.Paging.newBuilder().setTotal(at))
            .setFacets(Common.Facets.newBuilder().addFacets(facet))
            .build());
  }

  private static Issues.Issue.Builder issue(String key, String severity) {
    return Issues.Issue.newBuilder()
        .setKey(key)
        .setRule("java:S1")
        .setComponent("shop:A.java")
        .setProject("shop")
        .addImpacts(
            Common.Impact.newBuilder()
                .setSoftwareQuality(Common.SoftwareQuality.MAINTAINABILITY)
                .setSeverity(
                    severity.equals("BLOCKER")
                        ? Common.ImpactSeverity.ImpactSeverity_BLOCKER
                        : Common.ImpactSeverity.valueOf(severity)));
  }
}
