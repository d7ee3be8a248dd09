package dev.plumbline.mcp.tool;

import dev.plumbline.mcp.access.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** One call in progress, and the client behind it. Used by one thread. */
public interface Call {
  /** Who makes the call. */
  Principal principal();

  /** Whether the caller is offered a tool of that name and may call it. */
  boolean offers(String tool);

  /**
   * The answer with the most rows, at most {@code rows}, that keeps within the result budget.
   *
   * @param answer builds the answer of a given number of rows, and says in it what it leaves out
   *     and how to get it; more rows must not make a smaller answer
   */
  <O extends Record> Answer<O> fit(int rows, IntFunction<Answer<O>> answer);

  /** Tells a client that asked for it how far the call is; {@code total} 0 if unknown. */
  void progress(double done, double total, String message);

  /** Sends a log message to the client, which filters by level. */
  void log(Level level, String message);

  /**
   * Lets the client's own model write a text.
   *
   * @param system instructions; never foreign text
   * @param prompt what to answer, foreign text fenced
   * @param maxTokens the longest answer
   * @return empty when the client cannot do that or its user refused
   */
  Optional<String> sample(String system, String prompt, int maxTokens);

  /**
   * Asks the client's user to fill in a form.
   *
   * @param schema a flat JSON Schema object, as the specification restricts it
   * @return empty when the client has no forms
   */
  Optional<Reply> ask(String message, Map<String, Object> schema);

  /** What the user did with a form. */
  sealed interface Reply {
    /** The user filled it in. */
    record Accepted(Map<String, Object> values) implements Reply {}

    /** The user said no. */
    record Declined() implements Reply {}

    /** The user closed it without an answer. */
    record Cancelled() implements Reply {}
  }

  /** How important a log message is. */
  enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR
  }
}
