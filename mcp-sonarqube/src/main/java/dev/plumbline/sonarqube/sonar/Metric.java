package dev.plumbline.sonarqube.sonar;

/**
 * A metric that the server knows.
 *
 * @param type such as {@code PERCENT}, {@code RATING}, {@code WORK_DUR} or {@code INT}
 * @param domain such as {@code Coverage}; empty for none
 * @param direction 1 when more is better, -1 when less is, 0 when neither
 * @param hidden whether the server keeps it to itself
 */
public record Metric(
    String key, String name, String type, String domain, int direction, boolean hidden) {}
