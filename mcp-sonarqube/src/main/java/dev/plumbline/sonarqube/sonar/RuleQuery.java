package dev.plumbline.sonarqube.sonar;

import java.util.List;
import java.util.Optional;

/**
 * A search of rules.
 *
 * @param text what name, key or description hold; empty for any
 * @param languages language keys; empty for any
 * @param quality what they protect; empty for any
 * @param severities in the words of the server's mode; empty for any
 * @param profile the key of a profile that they are active in; empty for any
 * @param page from 1
 */
public record RuleQuery(
    String text,
    List<String> languages,
    Optional<SoftwareQuality> quality,
    List<Severity> severities,
    List<String> tags,
    Optional<String> profile,
    int page,
    int size) {}
