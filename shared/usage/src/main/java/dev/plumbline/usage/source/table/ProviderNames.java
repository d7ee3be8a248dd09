package dev.plumbline.usage.source.table;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that proxies and traces give to providers, as the ledger names them. */
public final class ProviderNames {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("vertex_ai", "google"),
          Map.entry("vertex_ai_beta", "google"),
          Map.entry("gemini", "google"),
          Map.entry("gcp.gemini", "google"),
          Map.entry("gcp.vertex_ai", "google"),
          Map.entry("gcp.gen_ai", "google"),
          Map.entry("bedrock", "aws"),
          Map.entry("bedrock_converse", "aws"),
          Map.entry("sagemaker", "aws"),
          Map.entry("aws.bedrock", "aws"),
          Map.entry("azure_ai", "azure"),
          Map.entry("azure_openai", "azure"),
          Map.entry("azure.ai.openai", "azure"),
          Map.entry("azure.ai.inference", "azure"),
          Map.entry("az.ai.openai", "azure"),
          Map.entry("az.ai.inference", "azure"),
          Map.entry("xai", "x-ai"),
          Map.entry("x_ai", "x-ai"),
          Map.entry("mistral_ai", "mistral"),
          Map.entry("mistralai", "mistral"),
          Map.entry("codestral", "mistral"),
          Map.entry("together_ai", "together"),
          Map.entry("fireworks_ai", "fireworks"),
          Map.entry("moonshot", "moonshotai"),
          Map.entry("voyage", "voyageai"),
          Map.entry("perplexity_ai", "perplexity"),
          Map.entry("text_completion_openai", "openai"),
          Map.entry("cohere_chat", "cohere"));

  private ProviderNames() {}

  /** The ledger's name; {@code otherwise} where there is none. */
  public static String of(@Nullable String name, String otherwise) {
    if (name == null || name.isBlank()) {
      return otherwise;
    }
    String lower = name.strip().toLowerCase(Locale.ROOT);
    String known = NAMES.get(lower.replace('-', '_'));
    return (known == null ? lower : known).intern();
  }
}
