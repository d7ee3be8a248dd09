/** The MCP server itself: one table of request handlers behind every transport. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.host;
