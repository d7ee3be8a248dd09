package dev.plumbline.admin.world;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The examples of {@code golden/tools.yaml}: how each tool is called in the company. */
public final class ToolExamples {
  private final List<Example> all;

  /** Reads them. */
  public ToolExamples() throws IOException {
    try (InputStream file = ToolExamples.class.getResourceAsStream("/golden/tools.yaml")) {
      all = List.of(Objects.requireNonNull(new YAMLMapper().readValue(file, Example[].class)));
    }
  }

  /**
   * How a tool is called; see the file.
   *
   * @param vanished null where it names nothing that could be gone
   */
  public record Example(
      String tool,
      @JsonProperty("with") Map<String, Object> arguments,
      @Nullable Map<String, Object> vanished,
      @Nullable String hint,
      @Nullable String gone,
      @Nullable String again,
      boolean sends) {}

  /** The example of a tool; fails when there is none. */
  public Example of(String tool) {
    return all.stream()
        .filter(example -> example.tool().equals(tool))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("golden/tools.yaml does not say how to call " + tool));
  }

  /** The names of tools that have one. */
  public List<String> tools() {
    return all.stream().map(Example::tool).toList();
  }
}
