/** A LiteLLM proxy, through its management API. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.backend.litellm;
