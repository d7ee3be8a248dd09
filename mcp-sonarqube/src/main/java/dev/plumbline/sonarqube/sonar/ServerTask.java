package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.Optional;

/**
 * A background task in the server's list.
 *
 * @param type such as {@code REPORT}
 * @param project the key of its project; empty for none
 * @param status such as {@code SUCCESS} or {@code FAILED}
 * @param millis how long it took; 0 while it waits
 * @param submitter the login; empty for the server itself
 * @param error empty for none
 */
public record ServerTask(
    String id,
    String type,
    String project,
    String status,
    Optional<Instant> submitted,
    long millis,
    Untrusted submitter,
    Untrusted error,
    int warnings) {}
