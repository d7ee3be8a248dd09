package dev.plumbline.mcp.host;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Principal;
import dev.plumbline.mcp.audit.AuditEntry;
import dev.plumbline.mcp.audit.AuditLog;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.Question;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one call from its arguments to its result: role, arguments, confirmation, the tool itself,
 * the result budget, the audit log and the metrics. Thread-safe.
 */
final class ToolRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ToolRunner.class);

  private final Results results;
  private final Confirmations confirmations;
  private final AuditLog audit;
  private final CallMetrics metrics;
  private final InternalErrors internalErrors;

  ToolRunner(
      Results results,
      Confirmations confirmations,
      AuditLog audit,
      CallMetrics metrics,
      InternalErrors internalErrors) {
    this.results = results;
    this.confirmations = confirmations;
    this.audit = audit;
    this.metrics = metrics;
    this.internalErrors = internalErrors;
  }

  /** What became of a call; a cancelled one has no result to send. */
  record Outcome(String word, McpSchema.CallToolResult result) {
    static final String CANCELLED = "cancelled";
  }

  Outcome run(
      ToolDefinition<?, ?> definition, Map<String, Object> arguments, Call call, Client client) {
    long start = System.nanoTime();
    Outcome outcome = attempt(definition, arguments, call, client);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    String tool = definition.spec().name();
    metrics.called(tool, outcome.word(), took);
    try {
      audit.append(entry(call.principal(), client, tool, arguments, outcome.word(), took));
    } catch (Failure.StoreUnavailable unwritable) {
      LOG.error("{}", Text.oneLine(unwritable.text()));
    }
    return outcome;
  }

  private Outcome attempt(
      ToolDefinition<?, ?> definition, Map<String, Object> arguments, Call call, Client client) {
    try {
      requireRole(definition, call.principal());
      return perform(definition, arguments, call, client);
    } catch (Failure.Denied denied) {
      return new Outcome("denied", results.error(denied.text()));
    } catch (Failure failure) {
      return new Outcome("error", results.error(failure.text()));
    } catch (RuntimeException defect) {
      if (isInterruption(defect)) {
        return new Outcome(Outcome.CANCELLED, results.error("The call was cancelled."));
      }
      String where = definition.spec().name();
      return new Outcome("error", results.error(internalErrors.report(where, defect)));
    }
  }

  private <I extends Record, O extends Record> Outcome perform(
      ToolDefinition<I, O> definition, Map<String, Object> arguments, Call call, Client client) {
    return switch (definition.tool()) {
      case Question<I, O> question -> {
        Answer<O> answer = question.answer(definition.bind(arguments), call);
        McpSchema.CallToolResult result = results.of(answer);
        yield new Outcome(Boolean.TRUE.equals(result.isError()) ? "error" : "ok", result);
      }
      case Change<I, O> change -> change(definition, change, arguments, call, client);
    };
  }

  private <I extends Record, O extends Record> Outcome change(
      ToolDefinition<I, O> definition,
      Change<I, O> change,
      Map<String, Object> arguments,
      Call call,
      Client client) {
    Map<String, Object> given = new LinkedHashMap<>(arguments);
    Object confirm = given.remove(ToolDefinition.CONFIRM);
    if (confirm != null && !(confirm instanceof Boolean)) {
      throw new Failure.InvalidInput(
          "'confirm' is '%s'; expected true or false.".formatted(Text.oneLine(confirm.toString())),
          "Correct the arguments and call again.");
    }
    I input = definition.bind(given);
    return switch (change.plan(input, call)) {
      case Plan.Unchanged<O> unchanged ->
          new Outcome("ok", results.ofChange(false, "", null, unchanged.answer()));
      case Plan.Proposed<O> proposed ->
          switch (consent(
              definition, proposed.preview(), Boolean.TRUE.equals(confirm), call, client)) {
            case GIVEN -> apply(definition, change, proposed, arguments, call, client);
            case REFUSED ->
                new Outcome(
                    "declined",
                    results.ofChange(
                        false, "Not changed: the user did not confirm.", proposed.preview(), null));
            case PENDING -> new Outcome("unconfirmed", preview(proposed.preview()));
          };
    };
  }

  private <O extends Record> Outcome apply(
      ToolDefinition<?, O> definition,
      Change<?, O> change,
      Plan.Proposed<O> proposed,
      Map<String, Object> arguments,
      Call call,
      Client client) {
    if (!change.isCancellable()) {
      client.beforeChange().run();
    }
    // A change that cannot be put on record is not made.
    audit.append(
        entry(
            call.principal(),
            client,
            definition.spec().name(),
            arguments,
            "started",
            Duration.ZERO));
    return new Outcome("ok", results.ofChange(true, "", null, proposed.apply().get()));
  }

  private McpSchema.CallToolResult preview(String preview) {
    String text =
        preview
            + "\n\nNothing has changed yet. To make this change, call again with confirm: true.";
    return results.ofChange(false, text, preview, null);
  }

  private enum Consent {
    GIVEN,
    REFUSED,
    PENDING
  }

  private Consent consent(
      ToolDefinition<?, ?> definition, String preview, boolean confirm, Call call, Client client) {
    String tool = definition.spec().name();
    if (client.isShell()) {
      return confirm ? Consent.GIVEN : Consent.PENDING;
    }
    if (confirm && confirmations.take(client.identity(), tool, preview)) {
      return Consent.GIVEN;
    }
    return call.ask(preview, ConfirmForm.SCHEMA)
        .map(reply -> ConfirmForm.isYes(reply) ? Consent.GIVEN : Consent.REFUSED)
        .orElseGet(() -> {
          confirmations.show(client.identity(), tool, preview);
          return Consent.PENDING;
        });
  }

  private static void requireRole(ToolDefinition<?, ?> definition, Principal principal) {
    if (!principal.role().covers(definition.spec().role())) {
      throw new Failure.Denied(
          "The tool '%s' needs the role %s, and '%s' has the role %s."
              .formatted(
                  definition.spec().name(),
                  definition.spec().role(),
                  principal.name(),
                  principal.role()),
          "Use a token of that role.");
    }
  }

  private static boolean isInterruption(Throwable thrown) {
    boolean interrupted = Thread.interrupted();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      boolean timeout = cause instanceof SocketTimeoutException;
      if (cause instanceof InterruptedException
          || (cause instanceof InterruptedIOException && !timeout)) {
        return true;
      }
    }
    return interrupted;
  }

  private static AuditEntry entry(
      Principal principal,
      Client client,
      String tool,
      Map<String, Object> arguments,
      String outcome,
      Duration took) {
    return new AuditEntry(principal, client.transport(), tool, arguments, outcome, took);
  }

  /**
   * Who is at the other end of a call.
   *
   * @param identity the session and principal, for confirmations
   * @param isShell whether a person typed the call, and so has seen what it says
   * @param beforeChange called right before a change is made; from then on it is not interrupted
   */
  record Client(String transport, String identity, boolean isShell, Runnable beforeChange) {}
}
