package dev.plumbline.sonarqube.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFolderTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {"../r.md", "/tmp/r.md", "a/r.md", "a\\r.md", "..", ".hidden", "", "r.md\n", "-rf"})
  void onlyAPlainNameIsTaken(String name) {
    assertThatThrownBy(() -> folder().file(name, true))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("no plain file name");
  }

  @Test
  void anExistingFileIsReplacedOnlyWhenAskedTo() throws IOException {
    Path file = Files.writeString(temporary.resolve("r.md"), "old");
    assertThatThrownBy(() -> folder().file("r.md", false)).isInstanceOf(Failure.Conflict.class);
    folder().write(folder().file("r.md", true), "new");
    assertThat(file).hasContent("new");
  }

  @Test
  void aLinkOutOfTheFolderIsNotWrittenThrough() throws IOException {
    Path reports = Files.createDirectory(temporary.resolve("reports"));
    Path outside = Files.writeString(temporary.resolve("outside.md"), "mine");
    Files.createSymbolicLink(reports.resolve("r.md"), outside);
    ReportFolder folder = new ReportFolder(Optional.of(reports.toString()));
    assertThatThrownBy(() -> folder.file("r.md", true)).isInstanceOf(Failure.Denied.class);
    assertThat(outside).hasContent("mine");
  }

  @Test
  void withoutAFolderItSaysWhichSettingIsMissing() {
    assertThatThrownBy(() -> new ReportFolder(Optional.empty()).file("r.md", false))
        .isInstanceOfSatisfying(
            Failure.Misconfigured.class,
            failure -> assertThat(failure.text()).contains("PLUMBLINE_SONARQUBE_REPORTS"));
    assertThatThrownBy(() -> new ReportFolder(Optional.of("reports")).file("r.md", false))
        .isInstanceOf(Failure.Misconfigured.class);
  }

  private ReportFolder folder() {
    return new ReportFolder(Optional.of(temporary.toString()));
  }
}
