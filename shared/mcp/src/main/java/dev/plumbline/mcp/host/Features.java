package dev.plumbline.mcp.host;

import dev.plumbline.mcp.feature.Prompt;
import dev.plumbline.mcp.feature.Resource;
import dev.plumbline.mcp.feature.ResourceTemplate;
import java.util.List;

/** What a server offers beside its tools, in the order it is listed. */
public record Features(
    List<Prompt> prompts, List<Resource> resources, List<ResourceTemplate> templates) {
  public Features {
    prompts = List.copyOf(prompts);
    resources = List.copyOf(resources);
    templates = List.copyOf(templates);
  }

  /** Nothing beside the tools. */
  public static Features none() {
    return new Features(List.of(), List.of(), List.of());
  }
}
