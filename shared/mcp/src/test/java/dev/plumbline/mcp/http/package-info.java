/** Tests of the HTTP transports, over real connections. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.http;
