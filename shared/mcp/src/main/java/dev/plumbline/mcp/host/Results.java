package dev.plumbline.mcp.host;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.audit.Redactor;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Block;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Turns answers and failures into MCP results that keep within the result budget. */
final class Results {
  private static final TypeReference<Map<String, Object>> ORDERED_MAP = new TypeReference<>() {};
  private static final int LONGEST_ERROR = 4_000;

  private final JsonMapper records;
  private final JsonMapper wire;
  private final int budget;

  /**
   * @param budget UTF-8 bytes that a result may have, text and structured content together, as JSON
   */
  Results(JsonMapper records, JsonMapper wire, int budget) {
    this.records = records;
    this.wire = wire;
    this.budget = budget;
  }

  /** A successful result, or an error when the answer is larger than the budget. */
  McpSchema.CallToolResult of(Answer<?> answer) {
    return within(result(answer.blocks(), structure(answer.output())));
  }

  /** The result of a change; {@code answer} is what it did, {@code preview} what it would do. */
  McpSchema.CallToolResult ofChange(
      boolean applied, String text, @Nullable String preview, @Nullable Answer<?> answer) {
    Map<String, Object> structured = new LinkedHashMap<>();
    structured.put("applied", applied);
    if (preview != null) {
      structured.put("preview", preview);
    }
    List<Block> blocks = new ArrayList<>();
    if (!text.isEmpty()) {
      blocks.add(new Block.Text(text));
    }
    if (answer != null) {
      structured.put("result", structure(answer.output()));
      blocks.addAll(answer.blocks());
    }
    return within(result(blocks, structured));
  }

  /** A failed result; a secret that the caller gave by mistake does not come back. */
  McpSchema.CallToolResult error(String text) {
    String clean = Text.cut(Redactor.redact(text), LONGEST_ERROR);
    return McpSchema.CallToolResult.builder(List.of(McpSchema.TextContent.builder(clean).build()))
        .isError(true)
        .build();
  }

  /** See {@link dev.plumbline.mcp.tool.Call#fit}. */
  <O extends Record> Answer<O> fit(int rows, IntFunction<Answer<O>> answer) {
    Answer<O> all = answer.apply(rows);
    if (fits(all)) {
      return all;
    }
    Answer<O> best = answer.apply(0);
    int low = 1;
    int high = rows - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Answer<O> tried = answer.apply(middle);
      if (fits(tried)) {
        best = tried;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return best;
  }

  private boolean fits(Answer<?> answer) {
    return size(result(answer.blocks(), structure(answer.output()))) <= budget;
  }

  private int size(McpSchema.CallToolResult result) {
    return wire.writeValueAsBytes(result).length;
  }

  private McpSchema.CallToolResult within(McpSchema.CallToolResult result) {
    int size = size(result);
    if (size <= budget) {
      return result;
    }
    Failure tooLarge =
        new Failure.LimitReached(
            "The answer has %,d bytes, and a result may have %,d.".formatted(size, budget),
            "Ask for fewer rows, or narrow the question.",
            Duration.ZERO);
    return error(tooLarge.text());
  }

  private Map<String, Object> structure(Record output) {
    return records.convertValue(output, ORDERED_MAP);
  }

  private static McpSchema.CallToolResult result(
      List<Block> blocks, Map<String, Object> structured) {
    return McpSchema.CallToolResult.builder(Contents.of(blocks))
        .structuredContent(structured)
        .isError(false)
        .build();
  }
}
