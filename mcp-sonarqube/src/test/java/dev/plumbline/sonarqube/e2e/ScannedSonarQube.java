package dev.plumbline.sonarqube.e2e;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.LocalSonarQube;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests two real servers for the whole run: the newest Community Build, and 9.9 LTA with its
 * hotspots and Standard Experience. Each knows this very repository as {@code plumbline} and the
 * JavaScript project {@code semver}, both from two analyses.
 */
public final class ScannedSonarQube implements ParameterResolver {
  static final String PROJECT = RepositoryScan.PROJECT;
  static final String JAVASCRIPT = SemverScan.PROJECT;
  static final String OLDER = "9.9.8.100196";

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ScannedSonarQube.class);

  /**
   * What the tests work with.
   *
   * @param server the newest server
   * @param older the older one
   * @param root the folder of this repository
   */
  record World(LocalSonarQube server, LocalSonarQube older, Path root) implements AutoCloseable {
    /** The built launcher, told where the newest server is. */
    Launch launcher(Path home) {
      return launcher(home, server);
    }

    /** The built launcher, told where a server is. */
    Launch launcher(Path home, LocalSonarQube target) {
      return Launch.of(root.resolve("bin/mcp-sonarqube"))
          .home(home)
          .withVariable("SONARQUBE_URL", target.url().toString())
          .withVariable("SONARQUBE_TOKEN", target.token());
    }

    @Override
    public void close() {
      server.close();
      older.close();
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
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<LocalSonarQube> newest = threads.submit(() -> scanned(root, false));
      Future<LocalSonarQube> older = threads.submit(() -> scanned(root, true));
      return new World(newest.get(), older.get(), root);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    }
  }

  private static LocalSonarQube scanned(Path root, boolean older) throws IOException {
    Path home = Files.createTempDirectory("plumbline-sonarqube-e2e");
    LocalSonarQube server =
        older ? LocalSonarQube.start(root, home, OLDER) : LocalSonarQube.start(root, home);
    Path work = root.resolve("mcp-sonarqube/target/e2e").resolve(older ? "older" : "newest");
    Files.createDirectories(work);
    ScannerRun scanner = new ScannerRun(root, work, server, older);
    new SemverScan(scanner).run();
    new RepositoryScan(scanner).run();
    return server;
  }
}
