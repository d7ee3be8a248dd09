package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.Optional;

/**
 * A quality profile: the rules that are active for a language.
 *
 * @param language its key
 * @param parent the name of the profile it inherits from; empty for none
 * @param standard whether projects without a choice have it
 * @param builtIn whether SonarQube brings it
 */
public record Profile(
    String key,
    Untrusted name,
    String language,
    Untrusted parent,
    int activeRules,
    int deprecatedRules,
    boolean standard,
    boolean builtIn,
    Optional<Instant> rulesUpdated,
    Optional<Instant> lastUsed) {}
