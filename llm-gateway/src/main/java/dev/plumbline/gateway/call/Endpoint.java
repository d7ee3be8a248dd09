package dev.plumbline.gateway.call;

import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.usage.Operation;
import java.util.Locale;

/** What an application can ask a model for. */
public enum Endpoint {
  CHAT_COMPLETIONS("/v1/chat/completions", Dialect.OPENAI, Operation.CHAT),
  RESPONSES("/v1/responses", Dialect.OPENAI, Operation.RESPONSES),
  EMBEDDINGS("/v1/embeddings", Dialect.OPENAI, Operation.EMBEDDINGS),
  COMPLETIONS("/v1/completions", Dialect.OPENAI, Operation.COMPLETION),
  MESSAGES("/v1/messages", Dialect.ANTHROPIC, Operation.MESSAGES),
  COUNT_TOKENS("/v1/messages/count_tokens", Dialect.ANTHROPIC, Operation.FUNCTION);

  private final String path;
  private final Dialect dialect;
  private final Operation operation;

  Endpoint(String path, Dialect dialect, Operation operation) {
    this.path = path;
    this.dialect = dialect;
    this.operation = operation;
  }

  /** Its usual path. */
  public String path() {
    return path;
  }

  /** The language it is asked in. */
  public Dialect dialect() {
    return dialect;
  }

  /** What the ledger calls it. */
  public Operation operation() {
    return operation;
  }

  /** Its name in configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
