package dev.plumbline.usage.price.terms;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What token prices are multiplied by in each service tier; the last rule that holds counts.
 *
 * @param standardNames the names that providers give the tier of list prices
 */
public record ServiceTiers(Set<String> standardNames, List<Rule> rules) {
  /** The tier of list prices. */
  public static final String STANDARD = "standard";

  /** One multiplier; its scope always names a tier. */
  public record Rule(Scope scope, BigDecimal multiplier) {}

  public ServiceTiers {
    standardNames = Set.copyOf(standardNames);
    rules = List.copyOf(rules);
  }

  /** A source's tier as terms name it. */
  public String normal(@Nullable String tier) {
    String name = tier == null ? "" : Situation.lower(tier);
    return name.isEmpty() || standardNames.contains(name) ? STANDARD : name;
  }

  /** The multiplier of a tier, if any rule knows it. */
  public Optional<BigDecimal> multiplier(Situation situation) {
    if (situation.tier().equals(STANDARD)) {
      return Optional.of(BigDecimal.ONE);
    }
    return rules.reversed().stream()
        .filter(rule -> rule.scope().holds(situation))
        .findFirst()
        .map(Rule::multiplier);
  }

  /** The names of all tiers that some rule knows. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(Set.of(STANDARD));
    for (Rule rule : rules) {
      String tier = rule.scope().tier();
      if (tier != null) {
        names.add(tier);
      }
    }
    return names;
  }

  /** These rules and then others, which therefore win. */
  ServiceTiers and(List<Rule> others) {
    return new ServiceTiers(standardNames, Stream.concat(rules.stream(), others.stream()).toList());
  }
}
