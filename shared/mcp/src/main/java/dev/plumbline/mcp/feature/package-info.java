/** Prompts, resources, resource templates and completions that a server offers beside tools. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.feature;
