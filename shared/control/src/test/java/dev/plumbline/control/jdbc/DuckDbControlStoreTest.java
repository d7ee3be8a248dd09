package dev.plumbline.control.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.ControlStore;
import dev.plumbline.kernel.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbControlStoreTest extends ControlStoreContract {
  @TempDir Path folder;

  @Override
  String emptyLocation() {
    return "duckdb:" + folder.resolve("sub/control.duckdb");
  }

  @Test
  void aSecondOwnerOfTheProcessIsTold() {
    assertThatThrownBy(() -> open(emptyLocation()))
        .isInstanceOf(Failure.StoreUnavailable.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid());
  }

  /** Owns a store in another process until its input ends. */
  static final class Owner {
    public static void main(String[] arguments) throws Exception {
      try (ControlStore store = open(arguments[0])) {
        Files.writeString(Path.of(arguments[1]), store.location());
        System.in.read();
      }
    }
  }

  @Test
  void aSecondProcessIsToldWhichOneOwnsIt() throws Exception {
    String location = "duckdb:" + folder.resolve("other.duckdb");
    Path ready = folder.resolve("ready");
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                location,
                ready.toString())
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    try {
      org.awaitility.Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> Files.exists(ready) || !owner.isAlive());
      assertThatThrownBy(() -> open(location))
          .isInstanceOf(Failure.StoreUnavailable.class)
          .hasMessageContaining("process " + owner.pid());
    } finally {
      owner.getOutputStream().close();
      assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    open(location).close();
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("text.duckdb"), "this is no database at all\n");
    assertThatThrownBy(() -> open("duckdb:" + file)).isInstanceOf(Failure.Misconfigured.class);
    assertThatThrownBy(() -> open("snowflake://a/b/c")).isInstanceOf(Failure.Misconfigured.class);
  }
}
