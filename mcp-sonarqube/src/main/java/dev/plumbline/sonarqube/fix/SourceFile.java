package dev.plumbline.sonarqube.fix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file as it is in the repository.
 *
 * @param path within the repository
 * @param lines without line feeds; a carriage return before one stays part of the line
 * @param finalNewline whether a line feed ends the last line
 */
record SourceFile(String path, List<String> lines, boolean finalNewline) {
  SourceFile {
    lines = List.copyOf(lines);
  }

  /**
   * Reads what SonarQube answers: each of its lines with a line feed behind it, the empty one after
   * a final line feed included.
   */
  static SourceFile of(String path, String raw) {
    String content = raw.endsWith("\n") ? raw.substring(0, raw.length() - 1) : raw;
    List<String> lines = new ArrayList<>(Arrays.asList(content.split("\n", -1)));
    boolean finalNewline = lines.getLast().isEmpty() && lines.size() > 1;
    if (finalNewline) {
      lines.removeLast();
    }
    return new SourceFile(path, lines, finalNewline);
  }

  /** What a new line ends with before its line feed: a carriage return where most lines do. */
  String lineEnd() {
    long returns = lines.stream().filter(line -> line.endsWith("\r")).count();
    return returns * 2 > lines.size() ? "\r" : "";
  }
}
