package dev.plumbline.mcp.audit;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends one JSON line a call to a file readable by its owner alone. Thread-safe; several
 * processes may share the file, and it may be renamed away at any time.
 */
public final class AuditLog {
  private static final int LONGEST_LINE = 16 * 1024;

  private final Path file;
  private final Clock clock;
  private final JsonMapper mapper;

  public AuditLog(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.mapper = JsonMapper.shared();
  }

  /**
   * Appends the record of a call.
   *
   * @throws Failure.StoreUnavailable when it cannot be written
   */
  public void append(AuditEntry entry) {
    String line = mapper.writeValueAsString(fields(entry, Redactor.redact(entry.arguments())));
    if (line.length() > LONGEST_LINE) {
      line =
          mapper.writeValueAsString(
              fields(entry, Map.of("omitted", line.length() + " characters")));
    }
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel = open()) {
      // One write to a file opened for appending, so that lines of several processes do not mix.
      channel.write(bytes);
    } catch (IOException | UnsupportedOperationException failed) {
      throw new Failure.StoreUnavailable(
          "The audit log " + file + " cannot be written: " + failed.getMessage() + ".",
          "Make its folder writable or point PLUMBLINE_HOME elsewhere.",
          failed);
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private Map<String, Object> fields(AuditEntry entry, Map<String, Object> arguments) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", clock.instant().toString());
    fields.put("principal", entry.principal().name());
    fields.put("role", entry.principal().role().name());
    fields.put("transport", entry.transport());
    fields.put("tool", entry.tool());
    fields.put("arguments", arguments);
    fields.put("outcome", entry.outcome());
    fields.put("duration_ms", entry.took().toMillis());
    return fields;
  }
}
