package dev.plumbline.admin.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.cli.AdminProgram;
import dev.plumbline.control.KeyText;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Setting;
import dev.plumbline.kernel.Settings;
import dev.plumbline.mcp.cli.Program;
import dev.plumbline.mcp.cli.ServerCommand;
import dev.plumbline.mcp.host.Identity;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program says when it falls over what it holds in its hands. */
class CrashTest {
  private static final String KEY = KeyText.make().secretText();
  private static final String PROVIDER = "sk-provider-0123456789abcdefghijklmnop";
  private static final String SAID =
      "cannot send %s to https://me:hunter22@vendor with %s".formatted(KEY, PROVIDER);

  @TempDir Path home;

  static Stream<RuntimeException> crashes() {
    return Stream.of(
        new IllegalStateException(SAID),
        new IllegalStateException("wrapped", new IllegalArgumentException(SAID)),
        new Failure.Upstream(SAID, "Look there.", new IllegalStateException(SAID)),
        new Failure.Misconfigured(SAID, "Correct it."));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void showsNoSecret(RuntimeException crash) {
    Map<String, String> environment = Map.of("PLUMBLINE_HOME", home.toString());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    int code;
    try {
      code =
          ServerCommand.run(
              new Falling(new AdminProgram(environment), crash),
              environment,
              InputStream.nullInputStream(),
              out,
              "call",
              "list_keys");
    } finally {
      System.setErr(before);
    }
    assertThat(code).isNotZero();
    String said = err.toString(StandardCharsets.UTF_8) + out.toString(StandardCharsets.UTF_8);
    assertThat(said).isNotBlank().doesNotContain(KEY, PROVIDER, "hunter22");
  }

  /** The program, which falls while it is wired. */
  private record Falling(Program program, RuntimeException crash) implements Program {
    @Override
    public Identity identity() {
      return program.identity();
    }

    @Override
    public int port() {
      return program.port();
    }

    @Override
    public List<Setting> settings() {
      return program.settings();
    }

    @Override
    public Parts wire(Settings settings) {
      throw crash;
    }
  }
}
