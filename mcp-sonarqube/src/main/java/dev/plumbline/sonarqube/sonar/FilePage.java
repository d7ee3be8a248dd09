package dev.plumbline.sonarqube.sonar;

import java.util.List;

/**
 * A page of ranked files.
 *
 * @param total how many there are on all pages
 */
public record FilePage(List<FileMeasures> files, long total) {
  public FilePage {
    files = List.copyOf(files);
  }
}
