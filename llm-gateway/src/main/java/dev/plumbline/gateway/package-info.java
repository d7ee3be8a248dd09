/** An OpenAI- and Anthropic-compatible proxy that enforces keys, budgets and limits. */
@NullMarked
package dev.plumbline.gateway;

import org.jspecify.annotations.NullMarked;
