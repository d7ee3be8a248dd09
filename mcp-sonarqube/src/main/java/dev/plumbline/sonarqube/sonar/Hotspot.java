package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.Optional;

/**
 * Security-sensitive code that a person must look at.
 *
 * @param probability how likely it is a vulnerability: {@code HIGH}, {@code MEDIUM} or {@code LOW}
 * @param category such as {@code weak-cryptography}
 * @param status {@code TO_REVIEW} or {@code REVIEWED}
 * @param resolution such as {@code SAFE}; empty until reviewed
 */
public record Hotspot(
    String key,
    String rule,
    String component,
    Untrusted path,
    int line,
    Untrusted message,
    String category,
    String probability,
    String status,
    String resolution,
    Untrusted author,
    Untrusted assignee,
    Optional<Instant> created) {}
