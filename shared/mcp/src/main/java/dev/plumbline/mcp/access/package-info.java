/** Who calls, and in which role: principals, roles and the bearer tokens of HTTP. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.access;
