package dev.plumbline.gateway.trace;

import dev.plumbline.control.Provider;
import java.util.Map;

/** What OpenTelemetry's conventions call providers. */
final class ProviderName {
  private static final Map<String, String> OTHER =
      Map.of(
          "azure", "azure.ai.openai",
          "bedrock", "aws.bedrock",
          "google", "gcp.gen_ai",
          "mistral", "mistral_ai",
          "x-ai", "x_ai",
          "xai", "x_ai");

  private ProviderName() {}

  static String of(Provider provider) {
    return OTHER.getOrDefault(provider.pricedAs(), provider.pricedAs());
  }
}
