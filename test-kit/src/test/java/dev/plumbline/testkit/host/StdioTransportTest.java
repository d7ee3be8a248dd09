package dev.plumbline.testkit.host;

import dev.plumbline.testkit.Wire;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract over stdio. */
final class StdioTransportTest extends TransportContract {
  StdioTransportTest(@TempDir Path home) {
    super(Wire.STDIO, "2025-11-25", home);
  }
}
