package dev.plumbline.stats.golden;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question of the golden file with its calls and what the answer must say. */
record Question(String question, List<Step> calls, List<Expectation> expect) {
  /** A call. */
  record Step(String tool, @JsonProperty("with") @Nullable Map<String, Object> arguments) {}

  /** Something the answer must say. */
  record Expectation(
      @Nullable String at,
      @Nullable Object is,
      @Nullable String sql,
      @Nullable Integer digits,
      @Nullable Double within,
      @Nullable Boolean sum,
      @Nullable Boolean count,
      @Nullable String text,
      @Nullable String fails) {
    /** Whether a wrong answer breaks it. */
    boolean isSharp() {
      return is != null || fails != null || sql != null;
    }
  }
}
