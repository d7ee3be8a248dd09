package dev.plumbline.sonarqube.workspace;

import dev.plumbline.kernel.Setting;
import dev.plumbline.kernel.Settings;
import dev.plumbline.mcp.file.ExportFolder;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which folders of this machine may be worked on. What is wrong with them is told on the first
 * call.
 *
 * @param roots folders whose files may be changed and scanned; empty for none
 * @param reports the folder that reports may be written to
 * @param scanner the SonarScanner's command or jar
 */
public record WorkspaceOptions(
    List<String> roots, Optional<String> reports, Optional<String> scanner) {
  private static final Setting ROOTS =
      Setting.of(
          "sonarqube.workspace",
          "PLUMBLINE_SONARQUBE_WORKSPACE",
          "Folders whose source code may be changed and scanned, separated like those of PATH.");
  private static final Setting REPORTS =
      Setting.of(
          "sonarqube.reports",
          "PLUMBLINE_SONARQUBE_REPORTS",
          "The folder that export_report may write files to.");
  private static final Setting SCANNER =
      Setting.of(
          "sonarqube.scanner",
          "PLUMBLINE_SONARQUBE_SCANNER",
          "The SonarScanner that scan_workspace runs: a command or a jar. Default: sonar-scanner on"
              + " the PATH, else the project's own Maven.");

  /** The settings this record is read from. */
  public static List<Setting> settings() {
    return List.of(ROOTS, REPORTS, SCANNER);
  }

  /** Reads the options. */
  public static WorkspaceOptions from(Settings settings) {
    List<String> roots =
        settings.get(ROOTS).stream()
            .flatMap(given -> Stream.of(given.split(Pattern.quote(File.pathSeparator), -1)))
            .map(String::strip)
            .filter(root -> !root.isEmpty())
            .toList();
    return new WorkspaceOptions(roots, settings.get(REPORTS), settings.get(SCANNER));
  }

  /** The folder that reports may be written to. */
  public ExportFolder reportFolder() {
    return new ExportFolder(reports, REPORTS.variable());
  }

  /** No folder at all. */
  public static WorkspaceOptions none() {
    return new WorkspaceOptions(List.of(), Optional.empty(), Optional.empty());
  }
}
