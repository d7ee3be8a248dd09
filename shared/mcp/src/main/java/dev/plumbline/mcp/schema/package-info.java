/** JSON Schemas derived from records, and arguments checked against them and bound. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.schema;
