package dev.plumbline.usage.source.session;

import dev.plumbline.usage.source.text.Times;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The logs of Codex.
 *
 * @param folders the folders named {@code sessions} and {@code archived_sessions}
 * @param times how it reads moments
 */
public record CodexFormat(List<Path> folders, Times times) implements SessionFormat {
  /** The name of the source. */
  public static final String NAME = "codex";

  public CodexFormat {
    folders = List.copyOf(folders);
  }

  /** Where the environment places them: below {@code CODEX_HOME}, else below {@code ~/.codex}. */
  public static CodexFormat of(Map<String, String> environment, Path home, Times times) {
    String own = environment.getOrDefault("CODEX_HOME", "");
    return below(own.isBlank() ? home.resolve(".codex") : Path.of(own), times);
  }

  /** The logs below a Codex folder. */
  public static CodexFormat below(Path folder, Times times) {
    return new CodexFormat(
        List.of(folder.resolve("sessions"), folder.resolve("archived_sessions")), times);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SessionReader reader(Path file) {
    return new CodexReader(file, times);
  }
}
