package dev.plumbline.mcp.audit;

import dev.plumbline.mcp.access.Principal;
import java.time.Duration;
import java.util.Map;

/**
 * One call, for the audit log.
 *
 * @param transport how it came: {@code stdio}, {@code sse}, {@code http} or {@code shell}
 * @param arguments as given; secrets are redacted when it is written
 * @param outcome {@code ok}, {@code error}, {@code denied}, {@code unconfirmed}, {@code declined}
 *     or {@code cancelled}; {@code started} before a change is made
 * @param took from the request to the answer
 */
public record AuditEntry(
    Principal principal,
    String transport,
    String tool,
    Map<String, Object> arguments,
    String outcome,
    Duration took) {}
