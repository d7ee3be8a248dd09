package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;

/**
 * A file or folder of a project.
 *
 * @param component its key
 * @param language such as {@code java}; empty for none
 * @param qualifier {@code FIL}, {@code UTS} (a test) or {@code DIR}
 */
public record ProjectFile(String component, Untrusted path, String language, String qualifier) {
  /** Whether it is a folder. */
  public boolean isFolder() {
    return qualifier.equals("DIR");
  }
}
