package dev.plumbline.control;

/**
 * Who changes something.
 *
 * @param name such as the name of an admin token
 */
public record Actor(String name) {}
