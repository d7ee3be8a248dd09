package dev.plumbline.admin.golden;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question or command of the golden file with its steps and what must be so afterwards. */
record Question(String question, List<Step> steps, List<Expectation> expect) {
  /** One step; of its parts those that are there. */
  record Step(
      @Nullable String tool,
      @JsonProperty("with") @Nullable Map<String, Object> arguments,
      @Nullable Boolean preview,
      @Nullable Boolean fails,
      @Nullable Chat chat,
      @Nullable Boolean undo) {}

  /** A request of an application, and what the gateway says to it. */
  record Chat(String secret, String model, @Nullable Integer tokens, int status) {}

  /** Something that must be so at the end. */
  record Expectation(
      @Nullable String at,
      @Nullable Object is,
      @Nullable String sql,
      @Nullable Boolean sum,
      @Nullable Boolean count,
      @Nullable String text,
      @Nullable String not,
      @Nullable String fails,
      @Nullable String admin,
      @Nullable String file,
      @Nullable Boolean unchanged) {
    /** Whether a wrong answer breaks it. */
    boolean isSharp() {
      return is != null || sql != null || fails != null || unchanged != null || file != null;
    }
  }
}
