package dev.plumbline.mcp.host;

import dev.plumbline.mcp.access.Principal;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call from an MCP client. */
final class ExchangeCall implements Call {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeCall.class);

  private final McpAsyncServerExchange exchange;
  private final Principal principal;
  private final @Nullable Object progressToken;
  private final Results results;
  private final Catalog catalog;
  private double lastProgress = -1;

  ExchangeCall(
      McpAsyncServerExchange exchange,
      Principal principal,
      @Nullable Object progressToken,
      Results results,
      Catalog catalog) {
    this.exchange = exchange;
    this.principal = principal;
    this.progressToken = progressToken;
    this.results = results;
    this.catalog = catalog;
  }

  @Override
  public Principal principal() {
    return principal;
  }

  @Override
  public boolean offers(String tool) {
    return catalog.offers(tool, principal.role());
  }

  @Override
  public <O extends Record> Answer<O> fit(int rows, IntFunction<Answer<O>> answer) {
    return results.fit(rows, answer);
  }

  @Override
  public synchronized void progress(double done, double total, String message) {
    // The protocol wants progress to grow, and nothing without a token.
    if (progressToken == null || done <= lastProgress) {
      return;
    }
    lastProgress = done;
    McpSchema.ProgressNotification.Builder notification =
        McpSchema.ProgressNotification.builder(progressToken, done).message(message);
    if (total > 0) {
      notification.total(total);
    }
    quietly("progress", () -> exchange.progressNotification(notification.build()).block());
  }

  @Override
  public void log(Level level, String message) {
    McpSchema.LoggingMessageNotification notification =
        McpSchema.LoggingMessageNotification.builder(
                McpSchema.LoggingLevel.valueOf(level.name()), message)
            .build();
    quietly("log message", () -> exchange.loggingNotification(notification).block());
  }

  @Override
  public Optional<String> sample(String system, String prompt, int maxTokens) {
    McpSchema.ClientCapabilities client = exchange.getClientCapabilities();
    if (client == null || client.sampling() == null) {
      return Optional.empty();
    }
    McpSchema.CreateMessageRequest request =
        McpSchema.CreateMessageRequest.builder(
                List.of(
                    McpSchema.SamplingMessage.builder(
                            McpSchema.Role.USER, McpSchema.TextContent.builder(prompt).build())
                        .build()),
                maxTokens)
            .systemPrompt(system)
            .build();
    McpSchema.CreateMessageResult result =
        quietly("sampling", () -> exchange.createMessage(request).block());
    return result != null && result.content() instanceof McpSchema.TextContent text
        ? Optional.of(text.text())
        : Optional.empty();
  }

  @Override
  public Optional<Reply> ask(String message, Map<String, Object> schema) {
    McpSchema.ClientCapabilities client = exchange.getClientCapabilities();
    McpSchema.ClientCapabilities.Elicitation forms = client == null ? null : client.elicitation();
    if (forms == null || (forms.form() == null && forms.url() != null)) {
      return Optional.empty();
    }
    FormRequest request = new FormRequest(message, schema);
    McpSchema.ElicitResult result =
        quietly("elicitation", () -> exchange.createElicitation(request).block());
    if (result == null || result.action() == null) {
      return Optional.of(new Reply.Cancelled());
    }
    return Optional.of(
        switch (result.action()) {
          case ACCEPT -> new Reply.Accepted(result.content() == null ? Map.of() : result.content());
          case DECLINE -> new Reply.Declined();
          case CANCEL -> new Reply.Cancelled();
        });
  }

  /** A client that is gone or answers badly must not fail the call that only wanted to tell it. */
  private <T> @Nullable T quietly(String what, Supplier<@Nullable T> request) {
    try {
      return request.get();
    } catch (RuntimeException failed) {
      if (Thread.currentThread().isInterrupted()
          || failed.getCause() instanceof InterruptedException) {
        throw failed;
      }
      LOG.warn("{} failed: {}", what, Text.oneLine(String.valueOf(failed.getMessage())));
      return null;
    }
  }
}
