/** The commands every server's launcher has. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.cli;
