package dev.plumbline.mcp.host;

import dev.plumbline.mcp.tool.Block;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;

/** Turns blocks into MCP content. */
final class Contents {
  private Contents() {}

  static List<McpSchema.Content> of(List<Block> blocks) {
    return blocks.stream().map(Contents::of).toList();
  }

  static McpSchema.Content of(Block block) {
    return switch (block) {
      case Block.Text text -> McpSchema.TextContent.builder(text.text()).build();
      case Block.Image image ->
          McpSchema.ImageContent.builder(image.base64(), image.mimeType()).build();
      case Block.Audio audio ->
          McpSchema.AudioContent.builder(audio.base64(), audio.mimeType()).build();
      case Block.Resource resource ->
          McpSchema.EmbeddedResource.builder(
                  McpSchema.TextResourceContents.builder(resource.uri(), resource.text())
                      .mimeType(resource.mimeType())
                      .build())
              .build();
    };
  }
}
