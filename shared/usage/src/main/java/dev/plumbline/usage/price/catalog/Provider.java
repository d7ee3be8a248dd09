package dev.plumbline.usage.price.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider of a catalog and its models. */
public final class Provider {
  private final String id;
  private final String name;
  private final @Nullable Matcher named;
  private final @Nullable Matcher modelsNamed;
  private final List<String> fallbacks;
  private final List<Model> models;

  Provider(
      String id,
      String name,
      @Nullable Matcher named,
      @Nullable Matcher modelsNamed,
      List<String> fallbacks,
      List<Model> models) {
    this.id = id;
    this.name = name;
    this.named = named;
    this.modelsNamed = modelsNamed;
    this.fallbacks = List.copyOf(fallbacks);
    this.models = List.copyOf(models);
  }

  /** Its id, such as {@code anthropic}. */
  public String id() {
    return id;
  }

  /** Its name for people. */
  public String name() {
    return name;
  }

  /** Its models, in the order in which their names are tried. */
  public List<Model> models() {
    return models;
  }

  boolean isNamed(String lowerCaseName) {
    return named != null && named.matches(lowerCaseName);
  }

  boolean ownsModel(String lowerCaseModel) {
    return modelsNamed != null && modelsNamed.matches(lowerCaseModel);
  }

  List<String> fallbacks() {
    return fallbacks;
  }

  Optional<Model> model(String lowerCaseName) {
    return models.stream().filter(model -> model.matches(lowerCaseName)).findFirst();
  }
}
