/** Text for answers: Markdown, sizes, and foreign text made safe to show. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.text;
