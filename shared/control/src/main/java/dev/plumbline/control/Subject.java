package dev.plumbline.control;

import org.jspecify.annotations.Nullable;

/**
 * Whom and what one request is charged to; what is not known is null.
 *
 * @param key the public part of the virtual key
 * @param model the model or alias that the application asked for
 */
public record Subject(
    String key,
    @Nullable String organisation,
    @Nullable String department,
    @Nullable String environment,
    @Nullable String project,
    @Nullable String task,
    @Nullable String user,
    String model) {
  /** Its value of a level; null when it has none. */
  public @Nullable String value(Level level) {
    return switch (level) {
      case ORGANISATION -> organisation;
      case DEPARTMENT -> department;
      case ENVIRONMENT -> environment;
      case PROJECT -> project;
      case TASK -> task;
      case MODEL -> model;
      case USER -> user;
      case KEY -> key;
    };
  }
}
