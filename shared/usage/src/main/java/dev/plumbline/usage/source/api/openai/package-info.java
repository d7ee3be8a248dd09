/** Reads what OpenAI reports about an organization: its usage, and its bill. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.api.openai;
