package dev.plumbline.sonarqube.sonar;

/**
 * A metric that the server knows.
 *
 * @param type such as {@code PERCENT}, {@code RATING}, {@code WORK_DUR} or {@code INT}
 */
public record Metric(String key, String name, String type) {}
