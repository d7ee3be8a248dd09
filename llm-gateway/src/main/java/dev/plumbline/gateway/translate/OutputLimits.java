package dev.plumbline.gateway.translate;

/** How much a model may answer when an application does not say, where the provider must know. */
final class OutputLimits {
  private OutputLimits() {}

  /** A number of tokens that the model is sure to take. */
  static long usual(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1);
    if (name.matches(".*claude-(2|instant|3-(haiku|opus|sonnet)).*")) {
      return 4_096;
    }
    return name.contains("claude") && !name.contains("claude-3-5") ? 16_384 : 8_192;
  }
}
