package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of a quality profile.
 *
 * @param action such as {@code ACTIVATED}
 * @param user empty when SonarQube itself did it
 */
public record ProfileChange(
    Optional<Instant> when, String action, String rule, Untrusted ruleName, Untrusted user) {}
