package dev.plumbline.mcp.host;

/**
 * How a server introduces itself.
 *
 * @param name its name, such as {@code mcp-sonarqube}
 * @param title the name a person reads
 * @param version its version
 * @param instructions what a model should know to use the server well, in a few sentences
 */
public record Identity(String name, String title, String version, String instructions) {}
