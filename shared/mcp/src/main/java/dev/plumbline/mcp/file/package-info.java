/** Files that tools may write. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.file;
