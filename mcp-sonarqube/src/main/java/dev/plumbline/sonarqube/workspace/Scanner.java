package dev.plumbline.sonarqube.workspace;

import dev.plumbline.kernel.Failure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a SonarScanner is started for a folder. */
public final class Scanner {
  private static final String MAVEN_GOAL =
      "org.sonarsource.scanner.maven:sonar-maven-plugin:5.8.0.7211:sonar";

  private final Optional<String> configured;
  private final String searchPath;

  /**
   * @param configured a command or a jar
   * @param searchPath folders of commands, as in PATH
   */
  public Scanner(Optional<String> configured, String searchPath) {
    this.configured = configured;
    this.searchPath = searchPath;
  }

  /** The scanner of this machine. */
  public static Scanner of(WorkspaceOptions options) {
    return new Scanner(options.scanner(), System.getenv().getOrDefault("PATH", ""));
  }

  /**
   * The command that scans a folder, without a secret in it; arguments may be added to it.
   *
   * @throws Failure.Misconfigured when there is no scanner
   */
  public List<String> command(Path root, Map<String, String> properties) {
    List<String> command = new ArrayList<>(start(root));
    properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    return command;
  }

  private List<String> start(Path root) {
    if (configured.isPresent()) {
      return given(Path.of(configured.get()));
    }
    Optional<Path> scanner = find("sonar-scanner");
    if (scanner.isPresent()) {
      return List.of(scanner.get().toString());
    }
    Optional<Path> maven = find("mvn");
    if (Files.exists(root.resolve("pom.xml")) && maven.isPresent()) {
      return List.of(maven.get().toString(), "-B", "compile", MAVEN_GOAL);
    }
    throw new Failure.Misconfigured(
        "There is no SonarScanner on this machine that could scan %s."
            .formatted(root.getFileName()),
        "Install sonar-scanner on the PATH, or set PLUMBLINE_SONARQUBE_SCANNER to it or to the jar"
            + " of the SonarScanner CLI, and start this server again.");
  }

  private static List<String> given(Path scanner) {
    if (!Files.isRegularFile(scanner)) {
      throw new Failure.Misconfigured(
          "PLUMBLINE_SONARQUBE_SCANNER names %s, which is no file.".formatted(scanner),
          "Correct it and start this server again.");
    }
    if (!scanner.toString().endsWith(".jar")) {
      return List.of(scanner.toString());
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-jar", scanner.toString());
  }

  private Optional<Path> find(String command) {
    for (String folder : searchPath.split(Pattern.quote(File.pathSeparator), -1)) {
      Path file = Path.of(folder.isEmpty() ? "." : folder, command);
      if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
