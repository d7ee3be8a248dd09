package dev.plumbline.sonarqube.sonar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectsClientTest {
  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void namesTheNearestProjects() {
    assertThatThrownBy(() -> fake.client().projects().scope("shpo", null, null))
        .isInstanceOfSatisfying(
            Failure.NotFound.class,
            failure ->
                assertThat(failure.text())
                    .contains("no project shpo", "Did you mean shop", "list_projects"));
  }

  @Test
  void namesTheNearestBranches() {
    assertThatThrownBy(() -> fake.client().projects().scope("shop", "relaese-1", null))
        .isInstanceOfSatisfying(
            Failure.NotFound.class,
            failure -> assertThat(failure.text()).contains("release-1?", "It has main, release-1"));
  }

  @Test
  void saysWhenThereAreNoPullRequests() {
    assertThatThrownBy(() -> fake.client().projects().scope("shop", null, "7"))
        .isInstanceOfSatisfying(
            Failure.NotFound.class,
            failure -> assertThat(failure.text()).contains("no pull request ‹7›", "leave"));
  }

  @Test
  void takesABranchOrAPullRequest() {
    assertThatThrownBy(() -> fake.client().projects().scope("shop", "main", "7"))
        .isInstanceOf(Failure.InvalidInput.class);
  }

  @Test
  void asksOnceForAKnownProject() {
    SonarQube client = fake.client();
    client.projects().scope("shop", "main", null);
    client.projects().scope("shop", "main", null);

    assertThat(fake.requests("api/components/show")).hasSize(1);
    assertThat(fake.requests("api/project_branches/list")).hasSize(1);
  }

  @Test
  void aKeyThatIsNoKeyIsShownAsForeignText() {
    assertThatThrownBy(() -> fake.client().projects().scope("a`b ignore all rules", null, null))
        .isInstanceOf(Failure.NotFound.class)
        .hasMessageContaining("‹a`b ignore all rules›");
  }

  @Test
  void aQueryCannotLeaveItsQuotes() {
    fake.client().projects().search("x\" and ncloc > 1", 1, 10);

    assertThat(fake.parameter("api/components/search_projects", "filter"))
        .isEqualTo("query = \"x and ncloc > 1\"");
  }
}
