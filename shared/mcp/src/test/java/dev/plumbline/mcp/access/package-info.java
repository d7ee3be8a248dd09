/** Tests of bearer tokens. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.access;
