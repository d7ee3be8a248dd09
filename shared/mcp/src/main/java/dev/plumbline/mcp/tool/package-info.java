/** The tool contract: what a tool is, takes, answers and may do. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.tool;
