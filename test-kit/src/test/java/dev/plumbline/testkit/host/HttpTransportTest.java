package dev.plumbline.testkit.host;

import dev.plumbline.testkit.Wire;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract over streamable HTTP. */
final class HttpTransportTest extends TransportContract {
  HttpTransportTest(@TempDir Path home) {
    super(Wire.HTTP, "2025-11-25", home);
  }
}
