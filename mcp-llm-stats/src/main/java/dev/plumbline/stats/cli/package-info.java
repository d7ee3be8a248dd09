/** The program {@code mcp-llm-stats}: its main class and its composition root. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.cli;
