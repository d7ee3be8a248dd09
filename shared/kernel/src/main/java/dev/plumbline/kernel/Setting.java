package dev.plumbline.kernel;

/**
 * One configuration key that a program knows.
 *
 * @param key the key in a configuration file, such as {@code sonarqube.url}
 * @param variable the environment variable of the same meaning, such as {@code SONARQUBE_URL}
 * @param description what it sets, in a sentence
 * @param secret whether its value must never be shown
 */
public record Setting(String key, String variable, String description, boolean secret) {
  /** A setting whose value may be shown. */
  public static Setting of(String key, String variable, String description) {
    return new Setting(key, variable, description, false);
  }

  /** A setting whose value is never shown. */
  public static Setting secret(String key, String variable, String description) {
    return new Setting(key, variable, description, true);
  }
}
