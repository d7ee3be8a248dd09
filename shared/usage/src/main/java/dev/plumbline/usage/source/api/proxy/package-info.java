/** Reads the logs that proxies before providers keep: LiteLLM, Portkey, OpenRouter. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.api.proxy;
