package dev.plumbline.admin.backend.http;

import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.control.Level;
import dev.plumbline.control.VirtualKey.Owner;
import dev.plumbline.kernel.Failure;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The owner of a key and its metadata as names and texts, which vendors keep with the key. */
public final class OwnerFields {
  private static final Map<Level, Function<Owner, @Nullable String>> LEVELS =
      Map.of(
          Level.ORGANISATION, Owner::organisation,
          Level.DEPARTMENT, Owner::department,
          Level.ENVIRONMENT, Owner::environment,
          Level.PROJECT, Owner::project,
          Level.TASK, Owner::task,
          Level.USER, Owner::user);

  private final String user;

  /**
   * @param user the vendor's name for the user
   */
  public OwnerFields(String user) {
    this.user = user;
  }

  /** The vendor's name for a level; null where a level says nothing of an owner. */
  public @Nullable String name(Level level) {
    if (!LEVELS.containsKey(level)) {
      return null;
    }
    return level == Level.USER ? user : level.label();
  }

  /** The level that a name stands for; null for none. */
  public @Nullable Level level(String name) {
    return LEVELS.keySet().stream()
        .filter(level -> name.equals(name(level)))
        .findFirst()
        .orElse(null);
  }

  /** The owner and the metadata of a plan. */
  public SortedMap<String, String> written(KeyPlan plan) {
    SortedMap<String, String> all = new TreeMap<>();
    for (var level : LEVELS.entrySet()) {
      String value = level.getValue().apply(plan.owner());
      String name = name(level.getKey());
      if (value != null && name != null) {
        all.put(name, value);
      }
    }
    for (var field : plan.metadata().entrySet()) {
      if (level(field.getKey()) != null) {
        throw new Failure.InvalidInput(
            "The metadata field '%s' is the name of a part of the owner."
                .formatted(ForeignTexts.shown(field.getKey())),
            "Set the owner, or give the field another name.");
      }
      all.put(field.getKey(), field.getValue());
    }
    return all;
  }

  /** The owner in fields. */
  public Owner owner(JsonNode fields) {
    return new Owner(
        Fields.text(fields, Level.ORGANISATION.label()),
        Fields.text(fields, Level.DEPARTMENT.label()),
        Fields.text(fields, Level.ENVIRONMENT.label()),
        Fields.text(fields, Level.PROJECT.label()),
        Fields.text(fields, Level.TASK.label()),
        Fields.text(fields, user));
  }

  /** The fields that say nothing of the owner. */
  public SortedMap<String, String> metadata(JsonNode fields) {
    return Fields.plain(
        fields,
        LEVELS.keySet().stream()
            .map(level -> level == Level.USER ? user : level.label())
            .collect(Collectors.toSet()));
  }
}
