package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sonarqube.ws.Components;

/** Finds files of a project. Thread-safe. */
public final class FilesClient {
  private static final int NEAREST_OF = 200;

  private final Api api;

  FilesClient(ServerClient server) {
    this.api = server.api();
  }

  /**
   * A file or folder of a scope that exists.
   *
   * @param file its path within the project, or its component key
   * @throws Failure.NotFound naming the nearest paths
   */
  public ProjectFile find(Scope scope, String file) {
    String given = file.strip().replace('\\', '/').replaceFirst("^(\\./|/)+", "");
    String prefix = scope.key() + ":";
    String key = given.startsWith(prefix) ? given : prefix + given;
    Map<String, String> parameters = scope.parameters();
    parameters.put("component", key);
    try {
      return read(
          api.get("api/components/show", Components.ShowWsResponse.parser(), parameters)
              .getComponent());
    } catch (Failure.NotFound unknown) {
      throw unknown(scope, given);
    }
  }

  /** Files whose name holds a text, by path; at most {@code count} of up to 500. */
  public List<ProjectFile> search(Scope scope, String text, int count) {
    Map<String, String> parameters = new LinkedHashMap<>(scope.parameters());
    parameters.put("component", scope.key());
    parameters.put("qualifiers", "FIL,UTS");
    parameters.put("s", "path");
    parameters.put("ps", String.valueOf(count));
    if (text.length() >= 3) {
      parameters.put("q", text);
    }
    return api
        .get("api/components/tree", Components.TreeWsResponse.parser(), parameters)
        .getComponentsList()
        .stream()
        .map(FilesClient::read)
        .toList();
  }

  private Failure unknown(Scope scope, String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    List<String> paths = new ArrayList<>(paths(search(scope, stem, 20)));
    if (paths.isEmpty()) {
      paths.addAll(Nearest.to(file, paths(search(scope, "", NEAREST_OF)), 3));
    }
    String next =
        paths.isEmpty()
            ? "Give a path as SonarQube shows it, such as src/main/java/App.java."
            : paths.stream()
                .limit(3)
                .map(path -> Untrusted.of(path).inline(200))
                .collect(Collectors.joining(", ", "Did you mean ", "?"));
    return new Failure.NotFound(
        "Project %s has no file %s."
            .formatted(Keys.show(scope.key()), Untrusted.of(file).inline(200)),
        next);
  }

  private static List<String> paths(List<ProjectFile> files) {
    return files.stream().map(found -> found.path().value()).toList();
  }

  private static ProjectFile read(Components.Component component) {
    return new ProjectFile(
        component.getKey(),
        Untrusted.of(component.hasPath() ? component.getPath() : component.getName()),
        component.getLanguage(),
        component.getQualifier());
  }
}
