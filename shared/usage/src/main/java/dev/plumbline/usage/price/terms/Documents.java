package dev.plumbline.usage.price.terms;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads files of terms; a key that occurs twice is an error. */
final class Documents {
  private static final int MAX_BYTES = 32 << 20;

  private Documents() {}

  static JsonNode bundled(String name) {
    try (InputStream resource = Documents.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("The bundled " + name + " is missing.");
      }
      return json().readTree(resource);
    } catch (IOException unreadable) {
      throw new IllegalStateException("The bundled " + name + " cannot be read.", unreadable);
    }
  }

  static JsonNode parse(Path file, byte[] bytes) {
    return parse(file, bytes, file.toString().endsWith(".json") ? json() : yaml());
  }

  /** JSON of others, who repeat keys now and then; the last one counts. */
  static JsonNode parseForeign(Path file, byte[] bytes) {
    return parse(
        file,
        bytes,
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build());
  }

  private static JsonNode parse(Path file, byte[] bytes, ObjectMapper mapper) {
    try {
      return mapper.readTree(bytes);
    } catch (JacksonException unreadable) {
      String line =
          unreadable.getLocation() == null
              ? ""
              : " in line " + unreadable.getLocation().getLineNr();
      throw unusable(file, unreadable.getOriginalMessage() + line);
    }
  }

  static byte[] bytes(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw unusable(file, "it is larger than %d bytes".formatted(MAX_BYTES));
      }
      return bytes;
    } catch (IOException unreadable) {
      throw unusable(file, String.valueOf(unreadable.getMessage()));
    }
  }

  static Failure unusable(Path file, @Nullable String why) {
    return new Failure.Misconfigured(
        "The price file %s cannot be read: %s.".formatted(file, why),
        "Correct it, or point PLUMBLINE_PRICES at another.");
  }

  private static JsonMapper json() {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static YAMLMapper yaml() {
    return YAMLMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }
}
