package dev.plumbline.mcp.host;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.CallerCredential;
import dev.plumbline.mcp.audit.Redactor;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** One request handler as blocking code; whatever it throws reaches the client sanitised. */
@FunctionalInterface
interface Handler<T> {
  /** The result, or null for none when the request was cancelled. */
  @Nullable T handle(McpAsyncServerExchange exchange, @Nullable Object params);

  /** The same as the SDK wants it, on a thread of its own. */
  default McpRequestHandler<T> on(
      Scheduler scheduler, String method, InternalErrors internalErrors) {
    return (exchange, params) ->
        Mono.fromCallable(() ->
                CallerCredential.with(
                    RequestOrigin.of(exchange.transportContext()).credential(),
                    () -> sanitised(exchange, params, method, internalErrors)))
            .subscribeOn(scheduler);
  }

  private @Nullable T sanitised(
      McpAsyncServerExchange exchange,
      @Nullable Object params,
      String method,
      InternalErrors internalErrors) {
    try {
      return handle(exchange, params);
    } catch (McpError known) {
      throw known;
    } catch (Failure.InvalidInput invalid) {
      throw error(McpSchema.ErrorCodes.INVALID_PARAMS, invalid.text());
    } catch (Failure.NotFound missing) {
      throw error(McpSchema.ErrorCodes.RESOURCE_NOT_FOUND, missing.text());
    } catch (Failure failure) {
      throw error(McpSchema.ErrorCodes.INTERNAL_ERROR, failure.text());
    } catch (RuntimeException defect) {
      throw error(McpSchema.ErrorCodes.INTERNAL_ERROR, internalErrors.report(method, defect));
    }
  }

  /** A JSON-RPC error for the client. */
  static McpError error(int code, String message) {
    return McpError.builder(code).message(Redactor.redact(message)).build();
  }
}
