package dev.plumbline.usage.source.session;

import dev.plumbline.usage.source.text.Times;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The logs of Claude Code.
 *
 * @param folders the folders named {@code projects}
 * @param times how it reads moments
 */
public record ClaudeCodeFormat(List<Path> folders, Times times) implements SessionFormat {
  /** The name of the source. */
  public static final String NAME = "claude-code";

  public ClaudeCodeFormat {
    folders = List.copyOf(folders);
  }

  /**
   * Where the environment places them: below each folder of {@code CLAUDE_CONFIG_DIR} (separated by
   * commas), else below {@code ~/.config/claude} and {@code ~/.claude}.
   */
  public static ClaudeCodeFormat of(Map<String, String> environment, Path home, Times times) {
    String own = environment.getOrDefault("CLAUDE_CONFIG_DIR", "");
    if (!own.isBlank()) {
      List<Path> folders =
          Arrays.stream(own.split(","))
              .map(String::strip)
              .filter(folder -> !folder.isEmpty())
              .map(folder -> projects(Path.of(folder)))
              .toList();
      return new ClaudeCodeFormat(folders, times);
    }
    String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path base = config.isBlank() ? home.resolve(".config") : Path.of(config);
    return new ClaudeCodeFormat(
        List.of(base.resolve("claude").resolve("projects"), home.resolve(".claude/projects")),
        times);
  }

  /** The logs below one folder, which is {@code projects} or holds it. */
  public static Path projects(Path folder) {
    return folder.endsWith("projects") ? folder : folder.resolve("projects");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SessionReader reader(Path file) {
    return new ClaudeCodeReader(file, times);
  }
}
