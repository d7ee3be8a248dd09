/** The HTTP transports, SSE and streamable, behind one chain of checks on Jetty. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.http;
