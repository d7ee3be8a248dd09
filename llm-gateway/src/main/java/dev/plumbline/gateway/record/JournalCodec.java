package dev.plumbline.gateway.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.usage.UsageEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Lines of the journal: eight hexadecimal digits of a CRC-32C, a blank, JSON, a line feed. */
final class JournalCodec {
  private static final int SUM = 8;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultPropertyInclusion(
              all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();
  private static final ObjectWriter WRITER = JSON.writerFor(JournalEntry.class);
  private static final ObjectReader READER = JSON.readerFor(JournalEntry.class);

  private JournalCodec() {}

  static byte[] line(Begun begun) {
    return line(new JournalEntry(begun, null));
  }

  static byte[] line(UsageEvent ended) {
    return line(new JournalEntry(null, ended));
  }

  private static byte[] line(JournalEntry entry) {
    byte[] json = WRITER.writeValueAsBytes(entry);
    ByteBuffer line = ByteBuffer.allocate(SUM + 1 + json.length + 1);
    line.put(sum(json, 0, json.length)).put((byte) ' ').put(json).put((byte) '\n');
    return line.array();
  }

  /** The entry of a line without its line feed; null when it is torn or damaged. */
  static @Nullable JournalEntry read(byte[] line) {
    int start = SUM + 1;
    if (line.length <= start) {
      return null;
    }
    byte[] sum = sum(line, start, line.length - start);
    for (int i = 0; i < SUM; i++) {
      if (line[i] != sum[i]) {
        return null;
      }
    }
    try {
      return READER.readValue(line, start, line.length - start);
    } catch (JacksonException damaged) {
      return null;
    }
  }

  private static byte[] sum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    String hex = Long.toHexString(crc.getValue());
    return ("0".repeat(SUM - hex.length()) + hex).getBytes(StandardCharsets.US_ASCII);
  }
}
