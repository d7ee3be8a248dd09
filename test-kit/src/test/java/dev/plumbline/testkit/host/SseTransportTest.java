package dev.plumbline.testkit.host;

import dev.plumbline.testkit.Wire;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract over HTTP with server-sent events. */
final class SseTransportTest extends TransportContract {
  SseTransportTest(@TempDir Path home) {
    super(Wire.SSE, "2024-11-05", home);
  }
}
