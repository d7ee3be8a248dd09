package dev.plumbline.sonarqube.workspace;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The scanner's properties that a caller may set: what to scan, never where to or with what. */
public final class ScanProperties {
  private static final List<String> ALLOWED =
      List.of(
          "sonar.sources",
          "sonar.tests",
          "sonar.inclusions",
          "sonar.exclusions",
          "sonar.test.inclusions",
          "sonar.test.exclusions",
          "sonar.coverage.exclusions",
          "sonar.cpd.exclusions",
          "sonar.projectName",
          "sonar.projectVersion",
          "sonar.sourceEncoding",
          "sonar.java.source",
          "sonar.java.binaries",
          "sonar.java.libraries",
          "sonar.java.test.binaries",
          "sonar.coverage.jacoco.xmlReportPaths",
          "sonar.javascript.lcov.reportPaths",
          "sonar.python.coverage.reportPaths",
          "sonar.python.version",
          "sonar.coverageReportPaths",
          "sonar.scm.disabled");

  private ScanProperties() {}

  /**
   * The properties, checked.
   *
   * @throws Failure.InvalidInput naming one that may not be set, or that leads out of the folder
   */
  public static Map<String, String> check(Map<String, String> given) {
    Map<String, String> checked = new LinkedHashMap<>();
    new TreeMap<>(given)
        .forEach((key, value) -> {
          if (!ALLOWED.contains(key)) {
            throw new Failure.InvalidInput(
                "The scanner's property %s may not be set here."
                    .formatted(Untrusted.of(key).inline(100)),
                "%s Allowed: %s."
                    .formatted(Nearest.hint(key, ALLOWED), String.join(", ", ALLOWED))
                    .strip());
          }
          checkValue(key, value);
          checked.put(key, value);
        });
    return checked;
  }

  private static void checkValue(String key, String value) {
    boolean control = value.chars().anyMatch(c -> c < 0x20);
    for (String part : value.split(",", -1)) {
      String path = part.strip().replace('\\', '/');
      boolean out = path.startsWith("/") || path.matches("[A-Za-z]:.*") || path.startsWith("~");
      if (control || out || List.of(path.split("/", -1)).contains("..")) {
        throw new Failure.InvalidInput(
            "%s is %s, which leads out of the folder."
                .formatted(key, Untrusted.of(value).inline(200)),
            "Give paths relative to the folder.");
      }
    }
  }
}
