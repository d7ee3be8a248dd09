package dev.plumbline.sonarqube.sonar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SonarQube version, such as 9.9, 26.9 (Community Build) or 2025.1 (Server).
 *
 * @param text the whole version as the server tells it
 */
public record ServerVersion(int major, int minor, String text) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})([.\\w-]*)");

  /** Reads a version; what cannot be read counts as new. */
  static ServerVersion parse(String text) {
    Matcher matcher = NUMBERS.matcher(text.strip());
    if (!matcher.matches()) {
      return new ServerVersion(9999, 0, "unknown");
    }
    return new ServerVersion(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text.strip());
  }

  /** Whether this is that version or a later one. */
  public boolean atLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }
}
