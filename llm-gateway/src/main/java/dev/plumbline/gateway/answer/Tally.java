package dev.plumbline.gateway.answer;

import dev.plumbline.gateway.call.Metered;
import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.gateway.dialect.Tokens;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Extras;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one answer said and used, gathered as it comes; for one thread. */
public final class Tally {
  private static final int MOST_TEXT = 8_000_000;

  private final StringBuilder text = new StringBuilder();
  private @Nullable TokenCounts counts;
  private long searches;
  private @Nullable String model;
  private @Nullable String serviceTier;
  private boolean outputKnown;
  private boolean complete;

  void say(@Nullable JsonNode piece) {
    if (piece != null && piece.isString() && text.length() < MOST_TEXT) {
      text.append(piece.stringValue());
    }
  }

  /** The provider's figures; null for none. */
  void use(@Nullable TokenCounts figures, boolean outputIncluded) {
    if (figures != null) {
      counts = figures;
      outputKnown |= outputIncluded;
    }
  }

  void search(long times) {
    searches = Math.max(searches, times);
  }

  void from(JsonNode answer) {
    String named = Json.string(answer, "model");
    model = named == null || named.isEmpty() ? model : named;
    serve(answer);
  }

  void serve(JsonNode answer) {
    String tier = Json.string(answer, "service_tier");
    if (tier != null) {
      serviceTier = tier.equals("default") || tier.equals("standard") ? null : tier;
    }
  }

  void end() {
    complete = true;
  }

  /** Whether the answer came to its end. */
  public boolean complete() {
    return complete;
  }

  /** The answer's text as far as it was seen, tool calls included. */
  public String text() {
    return text.toString();
  }

  /** The provider's figures so far; null without. */
  public @Nullable TokenCounts counts() {
    return counts;
  }

  /**
   * What it used: the provider's figures, or what can be counted where those are missing.
   *
   * @param inputTokens of the request, as counted here
   * @param asked the model that was asked
   */
  public Metered metered(long inputTokens, String asked, Tokens tokens) {
    TokenCounts seen = counts;
    if (seen != null && outputKnown) {
      return of(seen, false);
    }
    long output = tokens.count(asked, text.toString());
    if (seen == null) {
      return of(new TokenCounts(inputTokens, 0, 0, 0, output, 0), true);
    }
    return of(
        new TokenCounts(
            seen.uncachedInput(),
            seen.cacheRead(),
            seen.cacheWrite5m(),
            seen.cacheWrite1h(),
            Math.max(output, seen.output()),
            seen.reasoning()),
        true);
  }

  private Metered of(TokenCounts tokens, boolean estimated) {
    Extras extras = searches == 0 ? Extras.NONE : new Extras(0, BigDecimal.ZERO, searches);
    return new Metered(tokens, extras, estimated, model, serviceTier);
  }
}
