package dev.plumbline.mcp.host;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.feature.Contents;
import dev.plumbline.mcp.feature.Resource;
import dev.plumbline.mcp.feature.ResourceTemplate;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.util.DefaultMcpUriTemplateManager;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers {@code resources/list}, {@code resources/templates/list} and {@code resources/read}. */
final class ResourceHandlers {
  private final List<Resource> resources;
  private final List<ResourceTemplate> templates;

  ResourceHandlers(List<Resource> resources, List<ResourceTemplate> templates) {
    this.resources = resources;
    this.templates = templates;
  }

  McpSchema.ListResourcesResult list(McpAsyncServerExchange exchange, @Nullable Object params) {
    List<McpSchema.Resource> listed =
        resources.stream()
            .map(resource ->
                McpSchema.Resource.builder(resource.uri(), resource.name())
                    .description(resource.description())
                    .mimeType(resource.mimeType())
                    .build())
            .toList();
    return McpSchema.ListResourcesResult.builder(listed).build();
  }

  McpSchema.ListResourceTemplatesResult listTemplates(
      McpAsyncServerExchange exchange, @Nullable Object params) {
    List<McpSchema.ResourceTemplate> listed =
        templates.stream()
            .map(template ->
                McpSchema.ResourceTemplate.builder(template.uriTemplate(), template.name())
                    .description(template.description())
                    .mimeType(template.mimeType())
                    .build())
            .toList();
    return McpSchema.ListResourceTemplatesResult.builder(listed).build();
  }

  McpSchema.ReadResourceResult read(McpAsyncServerExchange exchange, @Nullable Object params) {
    String uri = Params.of(McpSchema.METHOD_RESOURCES_READ, params).text("uri");
    for (Resource resource : resources) {
      if (resource.uri().equals(uri)) {
        return result(uri, resource.mimeType(), resource.read());
      }
    }
    for (ResourceTemplate template : templates) {
      DefaultMcpUriTemplateManager pattern =
          new DefaultMcpUriTemplateManager(template.uriTemplate());
      if (pattern.matches(uri)) {
        Map<String, String> variables = decoded(pattern.extractVariableValues(uri));
        return result(uri, template.mimeType(), template.read(variables));
      }
    }
    throw missing(uri);
  }

  ResourceTemplate template(String uriTemplate) {
    return templates.stream()
        .filter(template -> template.uriTemplate().equals(uriTemplate))
        .findFirst()
        .orElseThrow(() -> missing(uriTemplate));
  }

  /** Fails when no resource has that address. */
  void requireKnown(String uri) {
    boolean known =
        resources.stream().anyMatch(resource -> resource.uri().equals(uri))
            || templates.stream()
                .anyMatch(template ->
                    new DefaultMcpUriTemplateManager(template.uriTemplate()).matches(uri));
    if (!known) {
      throw missing(uri);
    }
  }

  private static Map<String, String> decoded(Map<String, String> variables) {
    Map<String, String> decoded = new LinkedHashMap<>();
    variables.forEach((name, value) ->
        decoded.put(name, URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)));
    return decoded;
  }

  private Failure missing(String uri) {
    List<String> known =
        Stream.concat(
                resources.stream().map(Resource::uri),
                templates.stream().map(ResourceTemplate::uriTemplate))
            .toList();
    return new Failure.NotFound(
        "There is no resource '%s'.".formatted(uri),
        known.isEmpty() ? "" : "Resources: " + String.join(", ", known) + ".");
  }

  private static McpSchema.ReadResourceResult result(
      String uri, String mimeType, Contents contents) {
    McpSchema.ResourceContents content =
        switch (contents) {
          case Contents.Text text ->
              McpSchema.TextResourceContents.builder(uri, text.text()).mimeType(mimeType).build();
          case Contents.Binary binary ->
              McpSchema.BlobResourceContents.builder(uri, binary.base64())
                  .mimeType(mimeType)
                  .build();
        };
    return McpSchema.ReadResourceResult.builder(List.of(content)).build();
  }
}
