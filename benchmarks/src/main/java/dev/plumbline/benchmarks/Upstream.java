package dev.plumbline.benchmarks;

import dev.plumbline.testkit.Launch;
import java.net.URI;
import java.nio.file.Path;

/**
 * What is measured and against which SonarQube.
 *
 * @param root the repository, whose launcher is started
 * @param home a folder for the state of the servers started
 * @param url the address of SonarQube
 * @param token a user token of it
 * @param project a project of it
 */
public record Upstream(Path root, Path home, URI url, String token, String project) {
  /** Starts {@code mcp-sonarqube}, asking that SonarQube. */
  Launch launch() {
    return launch(url.toString());
  }

  /** Starts {@code mcp-sonarqube}, asking SonarQube at another address, such as a proxy's. */
  Launch launch(String address) {
    return Launch.of(root.resolve("bin/mcp-sonarqube"), "serve")
        .home(home)
        .withVariable("SONARQUBE_URL", address)
        .withVariable("SONARQUBE_TOKEN", token);
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "Upstream[url=%s, project=%s]".formatted(url, project);
  }
}
