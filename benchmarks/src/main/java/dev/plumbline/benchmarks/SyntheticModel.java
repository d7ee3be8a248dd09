package dev.plumbline.benchmarks;

import dev.plumbline.usage.Operation;
import java.math.BigDecimal;
import java.util.List;

/**
 * A model of the synthetic organisation, with prices in dollars a million tokens.
 *
 * @param share of the requests
 * @param reasoning the part of its output that is reasoning
 * @param millisPerToken how long it writes at one token
 */
record SyntheticModel(
    String provider,
    String name,
    Operation operation,
    double share,
    BigDecimal input,
    BigDecimal cacheRead,
    BigDecimal cacheWrite,
    BigDecimal output,
    double reasoning,
    double millisPerToken) {
  static final List<SyntheticModel> ALL =
      List.of(
          model("anthropic", "large", Operation.MESSAGES, 0.05, "15 1.5 18.75 75", 0, 24),
          model("anthropic", "middle", Operation.MESSAGES, 0.24, "3 0.3 3.75 15", 0.1, 13),
          model("anthropic", "small", Operation.MESSAGES, 0.16, "1 0.1 1.25 5", 0, 6),
          model("openai", "flagship", Operation.RESPONSES, 0.18, "1.25 0.125 1.25 10", 0.4, 12),
          model("openai", "mini", Operation.CHAT, 0.17, "0.25 0.025 0.25 2", 0.2, 5),
          model("openai", "embedding", Operation.EMBEDDINGS, 0.05, "0.02 0.02 0.02 0", 0, 0),
          model("google", "pro", Operation.CHAT, 0.07, "1.25 0.31 1.625 10", 0.3, 11),
          model("mistral", "flash", Operation.CHAT, 0.08, "0.3 0.075 0.3 2.5", 0, 4));

  private static SyntheticModel model(
      String provider,
      String name,
      Operation operation,
      double share,
      String prices,
      double reasoning,
      double millisPerToken) {
    List<BigDecimal> price = List.of(prices.split(" ", -1)).stream().map(BigDecimal::new).toList();
    return new SyntheticModel(
        provider,
        provider + "-" + name + "-2026",
        operation,
        share,
        price.get(0),
        price.get(1),
        price.get(2),
        price.get(3),
        reasoning,
        millisPerToken);
  }

  /** The model at a place of the unit interval. */
  static SyntheticModel at(double place) {
    double left = place;
    for (SyntheticModel model : ALL) {
      left -= model.share;
      if (left < 0) {
        return model;
      }
    }
    return ALL.getFirst();
  }
}
