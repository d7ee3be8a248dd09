package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.Optional;

/**
 * What a project counts as new code.
 *
 * @param mode such as {@code PREVIOUS_VERSION} or {@code NUMBER_OF_DAYS}
 * @param since when it begins
 * @param parameter the mode's parameter, such as a version or a branch
 */
public record NewCode(String mode, Optional<Instant> since, Untrusted parameter) {}
