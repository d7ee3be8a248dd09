package dev.plumbline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlumblineHomeTest {
  @TempDir Path folder;

  @Test
  void prefersItsOwnVariableThenTheXdgFolder() {
    assertThat(PlumblineHome.of(Map.of("PLUMBLINE_HOME", "/x", "XDG_DATA_HOME", "/y")).folder())
        .isEqualTo(Path.of("/x"));
    assertThat(PlumblineHome.of(Map.of("XDG_DATA_HOME", "/y")).folder())
        .isEqualTo(Path.of("/y/plumbline"));
    assertThat(PlumblineHome.of(Map.of()).folder())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".local/share/plumbline"));
  }

  @Test
  void makesFoldersThatOnlyTheOwnerCanRead() throws IOException {
    Path file = new PlumblineHome(folder.resolve("home")).file("audit/calls.jsonl");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aFileInTheWayIsAClearError() throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new PlumblineHome(inTheWay.resolve("home")).file("audit/x"))
        .isInstanceOf(Failure.StoreUnavailable.class)
        .hasMessageContaining(inTheWay.toString());
  }
}
