package dev.plumbline.usage.source;

/**
 * Something read that cannot become an event.
 *
 * @param origin the file or the page it stands in
 * @param line its line there, from 1; 0 where there are no lines
 * @param reason the kind of problem, the same words for the same kind
 * @param detail what is wrong with this one
 * @param text what was read; foreign text
 */
public record Rejection(String origin, long line, String reason, String detail, String text) {}
