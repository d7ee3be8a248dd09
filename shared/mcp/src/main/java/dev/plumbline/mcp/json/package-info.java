/** How the product's own records become JSON. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.json;
