package dev.plumbline.sonarqube.e2e;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question of the golden file with its calls and what the answer must say. */
record Question(
    String question, @Nullable String server, List<Step> calls, List<Expectation> expect) {
  boolean isOlder() {
    return "older".equals(server);
  }

  /** A call. */
  record Step(String tool, @JsonProperty("with") @Nullable Map<String, Object> arguments) {}

  /** Something the answer must say. */
  record Expectation(
      @Nullable String at,
      @Nullable Object is,
      @Nullable Double above,
      @Nullable String api,
      @Nullable String raw,
      @Nullable Boolean count,
      @Nullable Boolean atMost,
      @Nullable String text,
      @Nullable String fails) {
    /** Whether a wrong answer breaks it. */
    boolean isSharp() {
      return is != null || fails != null || (api != null && raw != null);
    }
  }
}
