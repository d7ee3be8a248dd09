package dev.plumbline.sonarqube.e2e;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.LocalSonarQube;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests one real SonarQube for the whole run. It knows this very repository as the project
 * {@code plumbline} from two analyses: version 1.0, sixty days ago, and version 1.1, today.
 */
public final class ScannedSonarQube implements ParameterResolver {
  static final String PROJECT = "plumbline";

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ScannedSonarQube.class);

  /**
   * What the tests work with.
   *
   * @param server the real server
   * @param root the folder of this repository
   */
  record World(LocalSonarQube server, Path root) implements AutoCloseable {
    /** The built launcher, told where the server is. */
    Launch launcher(Path home) {
      return Launch.of(root.resolve("bin/mcp-sonarqube"))
          .home(home)
          .withVariable("SONARQUBE_URL", server.url().toString())
          .withVariable("SONARQUBE_TOKEN", server.token());
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == World.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(World.class, key -> start(), World.class);
  }

  private static World start() {
    Path root = Path.of(System.getProperty("plumbline.root", "..")).toAbsolutePath().normalize();
    Path work = root.resolve("mcp-sonarqube/target/e2e");
    try {
      LocalSonarQube server =
          LocalSonarQube.start(root, Files.createTempDirectory("plumbline-sonarqube-e2e"));
      RepositoryScan scan = new RepositoryScan(root, work, server);
      scan.first();
      scan.second();
      return new World(server, root);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
