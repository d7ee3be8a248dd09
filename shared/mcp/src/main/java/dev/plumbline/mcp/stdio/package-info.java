/** The stdio transport: one JSON-RPC message a line, nothing else on standard output. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.stdio;
