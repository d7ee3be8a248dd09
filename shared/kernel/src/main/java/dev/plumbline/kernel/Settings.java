package dev.plumbline.kernel;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program's configuration: a properties file, overridden by environment variables. Immutable.
 *
 * <p>A key in the file that no setting knows, and a {@code PLUMBLINE_*} variable that no program
 * knows, are errors naming the nearest known one.
 */
public final class Settings {
  private static final String OWN_PREFIX = "PLUMBLINE_";

  /** Read by the launchers and by clients, not by a program's settings. */
  private static final Set<String> LAUNCHER_VARIABLES =
      Set.of(
          "PLUMBLINE_HOME",
          "PLUMBLINE_CONFIG",
          "PLUMBLINE_JAVA_HOME",
          "PLUMBLINE_JAVA_OPTS",
          "PLUMBLINE_NODE",
          "PLUMBLINE_NPM",
          "PLUMBLINE_SONARQUBE_SHA256",
          "PLUMBLINE_SONARQUBE_TIMEOUT",
          "PLUMBLINE_TOKEN");

  /** The settings of Plumbline's programs, which may all be set on one machine. */
  private static final Set<String> PROGRAM_VARIABLES =
      Set.of(
          "PLUMBLINE_BACKEND",
          "PLUMBLINE_BODIES_MEBIBYTES",
          "PLUMBLINE_BODY_MEBIBYTES",
          "PLUMBLINE_CREDITS",
          "PLUMBLINE_DATABASE",
          "PLUMBLINE_EXPORTS",
          "PLUMBLINE_GATEWAY_TOKEN",
          "PLUMBLINE_GATEWAY_URL",
          "PLUMBLINE_JOURNAL_SYNC_MILLIS",
          "PLUMBLINE_LEDGER",
          "PLUMBLINE_OTLP_TOKEN",
          "PLUMBLINE_PRICES",
          "PLUMBLINE_RESERVE_OUTPUT_TOKENS",
          "PLUMBLINE_SECRET_SINK",
          "PLUMBLINE_SONARQUBE_CALLER_TOKENS",
          "PLUMBLINE_SONARQUBE_REPORTS",
          "PLUMBLINE_SONARQUBE_RETRIES",
          "PLUMBLINE_SONARQUBE_SCANNER",
          "PLUMBLINE_SONARQUBE_TIMEOUT_SECONDS",
          "PLUMBLINE_SONARQUBE_WORKSPACE",
          "PLUMBLINE_TEXTS_CHARACTERS",
          "PLUMBLINE_TEXTS_DAYS",
          "PLUMBLINE_TEXTS_REDACT",
          "PLUMBLINE_TRUSTED_PROXIES",
          "PLUMBLINE_ZONE");

  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Reads {@code file} (if any) and then {@code environment} for the settings known. */
  public static Settings load(
      List<Setting> known, Map<String, String> environment, @Nullable Path file) {
    Map<Setting, String> values = new LinkedHashMap<>();
    Properties properties = file == null ? new Properties() : read(file);
    Map<String, Setting> byKey =
        known.stream().collect(Collectors.toMap(Setting::key, setting -> setting));
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      Setting setting = byKey.get(key);
      if (setting == null) {
        throw unknown("configuration key '" + key + "' in " + file, key, byKey.keySet());
      }
      values.put(setting, properties.getProperty(key).strip());
    }
    rejectUnknownVariables(known, environment);
    for (Setting setting : known) {
      String value = environment.get(setting.variable());
      if (value != null && !value.isBlank()) {
        values.put(setting, value.strip());
      }
    }
    return new Settings(values);
  }

  /** The value of a setting, if one was given. */
  public Optional<String> get(Setting setting) {
    return Optional.ofNullable(values.get(setting)).filter(value -> !value.isEmpty());
  }

  /** The value of a whole-number setting within bounds, or {@code otherwise}. */
  public int integer(Setting setting, int otherwise, int min, int max) {
    Optional<String> text = get(setting);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.get());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the same message as a number out of bounds.
    }
    throw new Failure.Misconfigured(
        "%s is '%s'.".formatted(setting.variable(), text.get()),
        "Choose a whole number from %d to %d.".formatted(min, max));
  }

  private static void rejectUnknownVariables(List<Setting> known, Map<String, String> environment) {
    Set<String> variables = known.stream().map(Setting::variable).collect(Collectors.toSet());
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(OWN_PREFIX)
          && !variables.contains(name)
          && !LAUNCHER_VARIABLES.contains(name)
          && !PROGRAM_VARIABLES.contains(name)) {
        throw unknown("environment variable " + name, name, variables);
      }
    }
  }

  private static Failure unknown(String what, String name, Collection<String> known) {
    return new Failure.Misconfigured(
        "Unknown " + what + ".",
        (Nearest.hint(name, known) + " Known: " + String.join(", ", new TreeSet<>(known)) + ".")
            .strip());
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new Failure.Misconfigured(
          "The configuration file " + file + " cannot be read: " + unreadable.getMessage() + ".",
          "Check that it exists and holds key=value lines.");
    }
    return properties;
  }
}
