package dev.plumbline.usage.source;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what an import rejects, one JSON object a line, in a file below {@code rejected} that only
 * its owner can read; the file appears with the first rejection.
 */
public final class RejectedLines implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PlumblineHome home;
  private final Clock clock;
  private @Nullable Path file;
  private @Nullable OutputStream out;

  public RejectedLines(PlumblineHome home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  /** The file, if anything was rejected. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  void keep(String source, Rejection rejection) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("origin", rejection.origin());
    line.put("line", rejection.line());
    line.put("reason", rejection.reason());
    line.put("detail", rejection.detail());
    line.put("text", rejection.text());
    byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      open(source).write(bytes);
    } catch (IOException unwritable) {
      throw unusable(unwritable);
    }
  }

  private OutputStream open(String source) throws IOException {
    OutputStream current = out;
    if (current != null) {
      return current;
    }
    Path path = home.file("rejected/" + source + "-" + STAMP.format(clock.instant()) + ".jsonl");
    Files.newByteChannel(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        .close();
    OutputStream opened = Files.newOutputStream(path, StandardOpenOption.APPEND);
    file = path;
    out = opened;
    return opened;
  }

  @Override
  public void close() {
    OutputStream current = out;
    if (current != null) {
      try {
        current.close();
      } catch (IOException unwritable) {
        throw unusable(unwritable);
      }
      out = null;
    }
  }

  private Failure unusable(IOException unwritable) {
    return new Failure.StoreUnavailable(
        "Rejected lines cannot be kept in " + home.folder() + ": " + unwritable.getMessage() + ".",
        "Make room there, or point PLUMBLINE_HOME at another folder.",
        unwritable);
  }
}
