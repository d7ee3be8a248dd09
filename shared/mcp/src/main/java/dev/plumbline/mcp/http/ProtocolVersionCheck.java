package dev.plumbline.mcp.http;

import dev.plumbline.mcp.text.Text;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.List;

/** Refuses a protocol version that the server doesn't speak; an absent header is fine. */
final class ProtocolVersionCheck implements Check {
  /** The revisions of MCP that are spoken, oldest first. */
  static final List<String> KNOWN =
      List.of(
          ProtocolVersions.MCP_2024_11_05,
          ProtocolVersions.MCP_2025_03_26,
          ProtocolVersions.MCP_2025_06_18,
          ProtocolVersions.MCP_2025_11_25);

  @Override
  public void pass(Exchange exchange) {
    String version = exchange.request().getHeader("MCP-Protocol-Version");
    if (version != null && !KNOWN.contains(version)) {
      throw new Refusal(
          400,
          "The MCP-Protocol-Version \"%s\" is not spoken here. Use one of %s."
              .formatted(Text.cut(Text.oneLine(version), 50), String.join(", ", KNOWN)));
    }
  }
}
