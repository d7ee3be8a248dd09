package dev.plumbline.stats.cli;

import dev.plumbline.usage.source.text.Times;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked to be imported.
 *
 * @param paths files or folders named on the command line
 * @param name what the events of a mapped table carry as their source
 * @param mapping which column holds which field
 * @param times how moments are read
 * @param since the first day wanted from a provider's API; null for as far back as it goes
 * @param environment of the process: where logs are, and credentials
 */
record ImportRequest(
    List<Path> paths,
    String name,
    Map<String, String> mapping,
    Times times,
    @Nullable LocalDate since,
    Clock clock,
    Map<String, String> environment) {
  /** The folder of the user. */
  Path userHome() {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
  }
}
