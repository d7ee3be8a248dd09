package dev.plumbline.sonarqube.sonar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sonarqube.ws.Issues;
import org.sonarqube.ws.Qualitygates;
import org.sonarqube.ws.Rules;

class CloudTest {
  private static final Scope SHOP = Scope.of("shop");

  private final FakeSonarQube fake = new FakeSonarQube();
  private final SonarQube cloud =
      new SonarQube(
          new SonarQubeOptions(
              fake.url(),
              "squ_secret",
              Optional.of("acme"),
              Optional.empty(),
              FakeSonarQube.fast()));

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void theOrganizationIsSentWhereverOneIsWanted() {
    fake.proto("api/issues/search", Issues.SearchWsResponse.getDefaultInstance());
    fake.proto("api/rules/search", Rules.SearchResponse.getDefaultInstance());
    fake.proto(
        "api/rules/show",
        Rules.ShowResponse.newBuilder()
            .setRule(
                Rules.Rule.newBuilder()
                    .setKey("java:S1")
                    .setDescriptionSections(
                        Rules.Rule.DescriptionSections.newBuilder()
                            .addDescriptionSections(
                                Rules.Rule.DescriptionSection.newBuilder()
                                    .setKey("default")
                                    .setContent("x"))))
            .build());
    fake.proto(
        "api/qualitygates/get_by_project",
        Qualitygates.GetByProjectResponse.newBuilder()
            .setQualityGate(Qualitygates.QualityGate.newBuilder().setName("Strict"))
            .build());
    fake.json("api/qualitygates/list", "{\"qualitygates\":[{\"name\":\"Strict\"}]}");
    fake.json("api/qualitygates/show", "{\"name\":\"Strict\"}");
    fake.json("api/qualityprofiles/search", "{\"profiles\":[]}");
    fake.json("api/webhooks/list", "{\"webhooks\":[]}");
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("api/components/search_projects", () -> cloud.projects().search("", 1, 1));
    calls.put(
        "api/issues/search",
        () -> cloud.issues().worstFirst(IssueQuery.of(SHOP, IssueFilter.any())));
    calls.put("api/rules/search", () -> cloud.rules().any("SECURITY_HOTSPOT"));
    calls.put("api/rules/show", () -> cloud.rules().show("java:S1"));
    calls.put("api/qualitygates/get_by_project", () -> cloud.qualityGates().name(SHOP));
    calls.put("api/qualitygates/list", () -> cloud.qualityGates().names());
    calls.put("api/qualitygates/show", () -> cloud.qualityGates().show("Strict"));
    calls.put("api/qualityprofiles/search", () -> cloud.qualityProfiles().of(SHOP));
    calls.put("api/webhooks/list", () -> cloud.webhooks().list(SHOP));
    calls.forEach((path, call) -> {
      call.run();
      assertThat(fake.requests(path)).as(path).isNotEmpty();
      for (RecordedRequest request : fake.requests(path)) {
        assertThat(request.getUrl().queryParameter("organization")).as(path).isEqualTo("acme");
      }
    });
  }

  @Test
  void theOrganizationIsSentWithChangesToo() {
    fake.json("api/qualitygates/select", "");
    fake.json("api/webhooks/create", "");
    cloud.qualityGates().select(SHOP, "Strict");
    cloud.webhooks().create(Scope.all(), "CI", "https://ci.example", "");
    for (String path : List.of("api/qualitygates/select", "api/webhooks/create")) {
      assertThat(Objects.requireNonNull(fake.requests(path).getLast().getBody()).utf8())
          .as(path)
          .contains("organization=acme");
    }
  }

  @Test
  void oneIssueIsAskedForInItsOrganization() {
    fake.proto("api/issues/search", Issues.SearchWsResponse.getDefaultInstance());
    assertThatThrownBy(() -> cloud.issues().byKey("0123456789abcdef0001"))
        .isInstanceOf(Failure.NotFound.class);
    assertThat(fake.parameter("api/issues/search", "organization")).isEqualTo("acme");
    cloud.issues().byKeys(List.of("0123456789abcdef0001"), Scope.all());
    assertThat(fake.parameter("api/issues/search", "organization")).isEqualTo("acme");
  }

  @Test
  void theVersionSaysNothingThereSoItIsNotAsked() {
    fake.proto("api/issues/search", Issues.SearchWsResponse.getDefaultInstance());
    fake.version("8.0.0.1");
    cloud.issues().worstFirst(IssueQuery.of(SHOP, IssueFilter.any()));
    assertThat(cloud.server().mode()).isEqualTo(Mode.MQR);
    assertThat(fake.requests("api/server/version")).isEmpty();
    assertThat(fake.requests("api/issues/search").getFirst().getHeaders().get("Authorization"))
        .isEqualTo("Bearer squ_secret");
    assertThat(fake.parameter("api/issues/search", "components")).isEqualTo("shop");
  }

  @Test
  void withoutAnOrganizationNoneIsSent() {
    fake.client().projects().search("", 1, 1);
    assertThat(fake.parameter("api/components/search_projects", "organization")).isNull();
  }
}
