/** OpenRouter, through its API for keys. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.backend.openrouter;
