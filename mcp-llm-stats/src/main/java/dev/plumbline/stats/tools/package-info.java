/** What an agent can ask about LLM use. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.tools;
