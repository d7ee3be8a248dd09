/** What changes catalog prices: the user's file, a LiteLLM overlay and the service tiers. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.price.terms;
