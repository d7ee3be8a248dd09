package dev.plumbline.usage.source;

/**
 * How far an import is.
 *
 * @param done how many units are read
 * @param total how many there are; 0 when nobody knows
 * @param unit what is counted, such as {@code bytes} or {@code pages}
 */
public record Progress(long done, long total, String unit) {}
