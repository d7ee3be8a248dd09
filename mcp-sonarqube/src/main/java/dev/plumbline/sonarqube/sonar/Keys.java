package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.regex.Pattern;

/** The forms that SonarQube gives to keys; a key of that form cannot carry a message. */
public final class Keys {
  private static final Pattern PROJECT = Pattern.compile("(?=.*\\D)[A-Za-z0-9_.:-]{1,400}");
  private static final Pattern ISSUE = Pattern.compile("[A-Za-z0-9_-]{16,50}");
  private static final Pattern RULE =
      Pattern.compile("[A-Za-z0-9_.-]{1,100}:[A-Za-z0-9_.:@/-]{1,200}");

  private Keys() {}

  /** Whether this is the form of a project key. */
  public static boolean isProject(String key) {
    return PROJECT.matcher(key).matches();
  }

  /** Whether this is the form of an issue or hotspot key. */
  public static boolean isIssue(String key) {
    return ISSUE.matcher(key).matches();
  }

  /** Whether this is the form of a rule key. */
  public static boolean isRule(String key) {
    return RULE.matcher(key).matches();
  }

  /** A key as it may be printed: bare if it has a key's form, else marked as foreign. */
  public static String show(String key) {
    return isProject(key) || isRule(key) ? key : Untrusted.of(key).inline(120);
  }
}
