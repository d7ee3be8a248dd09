package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.SonarQubeOptions;
import dev.plumbline.sonarqube.workspace.WorkspaceOptions;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every text in a structured answer is either foreign, and then {@link Untrusted}, or listed in
 * {@code safe-texts} with what makes it safe. A new field fails until someone has decided.
 */
class ForeignTextTest {
  private final TreeSet<String> plain = new TreeSet<>();
  private final TreeSet<String> foreign = new TreeSet<>();

  @Test
  void everyTextFieldIsForeignOrKnownToBeSafe() throws Exception {
    SonarQube sonar = new SonarQube(SonarQubeOptions.of("http://127.0.0.1:9", "x"));
    for (Tool<?, ?> tool : SonarQubeTools.all(sonar, WorkspaceOptions.none())) {
      collect(tool.spec().name(), tool.spec().output());
    }
    assertThat(foreign).isNotEmpty();
    assertThat(plain).isEqualTo(safe());
  }

  /** The files of {@code safe-texts}, one a package of tools; {@code #} begins a comment. */
  private static Set<String> safe() throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(ForeignTextTest.class.getResource("/safe-texts"));
    Set<String> safe = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      for (Path file : files.toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .forEach(safe::add);
      }
    }
    return safe;
  }

  private void collect(String path, Type type) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(path, argument);
      }
    } else if (type == String.class) {
      plain.add(path);
    } else if (type == Untrusted.class) {
      foreign.add(path);
    } else if (type instanceof Class<?> raw && raw.isRecord()) {
      for (RecordComponent component : raw.getRecordComponents()) {
        collect(path + "." + component.getName(), component.getGenericType());
      }
    }
  }
}
