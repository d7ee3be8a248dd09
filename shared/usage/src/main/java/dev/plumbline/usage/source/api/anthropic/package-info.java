/** Reads what Anthropic reports about an organization: its usage, its bill, its Claude Code. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.api.anthropic;
