package dev.plumbline.gateway.answer;

import dev.plumbline.gateway.call.Endpoint;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How one endpoint answers, whole or as events; for one answer and one thread. */
public sealed interface AnswerForm
    permits ChatForm, CompletionForm, EmbeddingForm, MessagesForm, ResponsesForm, CountForm {
  /** What an event is. */
  enum Part {
    /** Something for the application at once. */
    PIECE,
    /** Figures that only some applications ask for. */
    USAGE,
    /** The end of the answer, or what belongs to it. */
    END,
    /** The end, after which nothing follows. */
    LAST,
    /** An error that ends the answer. */
    ERROR
  }

  /** Notes what a whole answer says; false when it is not an answer of this form. */
  boolean whole(JsonNode answer, Tally tally);

  /** Notes what an event says. */
  Part event(JsonNode data, Tally tally);

  /** Whether an event's data ends the stream without being JSON. */
  default boolean ends(byte[] data) {
    return false;
  }

  /** A field of whole answers that holds nothing to read here; null without. */
  default @Nullable String bulk() {
    return null;
  }

  /**
   * The form of an endpoint's answers.
   *
   * @param answers how many answers were asked for at once
   */
  static AnswerForm of(Endpoint endpoint, int answers) {
    return switch (endpoint) {
      case CHAT_COMPLETIONS -> new ChatForm(answers);
      case RESPONSES -> new ResponsesForm();
      case EMBEDDINGS -> new EmbeddingForm();
      case COMPLETIONS -> new CompletionForm(answers);
      case MESSAGES -> new MessagesForm();
      case COUNT_TOKENS -> new CountForm();
    };
  }
}
