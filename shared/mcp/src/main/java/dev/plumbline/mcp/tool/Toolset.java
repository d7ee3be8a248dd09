package dev.plumbline.mcp.tool;

/**
 * A group of tools that is switched on and off together.
 *
 * @param name the name used with {@code --toolsets}
 * @param description what its tools are for, in a sentence
 * @param byDefault whether it is on when nothing is chosen
 */
public record Toolset(String name, String description, boolean byDefault) {}
