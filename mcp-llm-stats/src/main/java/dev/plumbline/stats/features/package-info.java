/** Prompts, resources and completions about LLM use. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.features;
