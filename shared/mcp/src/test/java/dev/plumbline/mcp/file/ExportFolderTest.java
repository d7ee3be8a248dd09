package dev.plumbline.mcp.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFolderTest {
  private static final String VARIABLE = "PLUMBLINE_EXPORTS";

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
    folder().write(folder().file("r.md", true), true, "new");
    assertThat(file).hasContent("new");
  }

  @Test
  void aLinkOutOfTheFolderIsNotWrittenThrough() throws IOException {
    Path reports = Files.createDirectory(temporary.resolve("reports"));
    Path outside = Files.writeString(temporary.resolve("outside.md"), "mine");
    Files.createSymbolicLink(reports.resolve("r.md"), outside);
    ExportFolder folder = in(reports);
    assertThatThrownBy(() -> folder.file("r.md", true)).isInstanceOf(Failure.Denied.class);
    assertThat(outside).hasContent("mine");
  }

  @Test
  void withoutAFolderItSaysWhichSettingIsMissing() {
    assertThatThrownBy(() -> new ExportFolder(Optional.empty(), VARIABLE).file("r.md", false))
        .isInstanceOfSatisfying(
            Failure.Misconfigured.class, failure -> assertThat(failure.text()).contains(VARIABLE));
    assertThatThrownBy(() -> new ExportFolder(Optional.of("reports"), VARIABLE).file("r.md", false))
        .isInstanceOf(Failure.Misconfigured.class);
  }

  @Test
  void aFileThatAppearedMeanwhileIsKept() throws IOException {
    Path file = folder().file("r.md", false);
    Files.writeString(file, "theirs");
    assertThatThrownBy(() -> folder().write(file, false, "mine"))
        .isInstanceOf(Failure.Conflict.class);
    assertThat(file).hasContent("theirs");
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).containsExactly(file);
    }
  }

  private ExportFolder folder() {
    return in(temporary);
  }

  private static ExportFolder in(Path path) {
    return new ExportFolder(Optional.of(path.toString()), VARIABLE);
  }
}
