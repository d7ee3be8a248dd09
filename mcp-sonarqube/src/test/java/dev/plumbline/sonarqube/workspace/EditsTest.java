package dev.plumbline.sonarqube.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditsTest {
  private static final String B_TO_X = "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n";

  @TempDir Path temporary;

  private GitFolder folder = new GitFolder(Path.of("."));

  @BeforeEach
  void repository() {
    folder = GitFolder.at(temporary.resolve("root"));
  }

  @Test
  void carriageReturnsStayAsTheyAre() {
    committed("A.txt", "a\r\nb\r\nc\r\n");
    change(diff("A.txt", B_TO_X));
    assertThat(folder.read("A.txt")).isEqualTo("a\r\nx\r\nc\r\n");
  }

  @Test
  void theEndOfAFileWithCarriageReturnsAndNoFinalNewlineStays() {
    committed("A.txt", "a\r\nb");
    change(diff("A.txt", "@@ -1,2 +1,3 @@\n a\n b\n+c\n\\ No newline at end of file\n"));
    assertThat(folder.read("A.txt")).isEqualTo("a\r\nb\r\nc");
  }

  @Test
  void aByteOrderMarkStays() {
    committed("A.txt", "\uFEFFa\nb\nc\n");
    change(diff("A.txt", "@@ -1,2 +1,2 @@\n-a\n+x\n b\n"));
    assertThat(folder.read("A.txt")).isEqualTo("\uFEFFx\nb\nc\n");
  }

  @Test
  void aMissingFinalNewlineStaysMissing() {
    committed("A.txt", "a\nb\nc");
    change(diff("A.txt", "@@ -2,2 +2,2 @@\n b\n-c\n\\ No newline at end of file\n+x\n"));
    assertThat(folder.read("A.txt")).isEqualTo("a\nb\nx");
  }

  @Test
  void otherEncodingsStayOrAreRefused() throws IOException {
    Path file = folder.path().resolve("A.txt");
    Files.write(file, "gr\u00fcn\nb\nc\n".getBytes(StandardCharsets.ISO_8859_1));
    folder.commit();
    assertThatThrownBy(() -> change(diff("A.txt", "@@ -2,2 +2,2 @@\n-b\n+\u2192\n c\n")))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("not in UTF-8");
    change(diff("A.txt", "@@ -2,2 +2,2 @@\n-b\n+rot\n c\n"));
    assertThat(Files.readAllBytes(file))
        .isEqualTo("gr\u00fcn\nrot\nc\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void permissionsStay() throws IOException {
    Path script = folder.write("run.sh", "a\nb\nc\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
    folder.commit();
    change(diff("run.sh", B_TO_X));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void aBinaryFileIsRefused() {
    committed("A.bin", "a\nb\0\nc\n");
    assertThatThrownBy(() -> change(diff("A.bin", "@@ -1,1 +1,1 @@\n-a\n+x\n")))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("binary");
  }

  @Test
  void uncommittedChangesAreRefusedUnlessAllowed() {
    committed("A.txt", "a\nb\n");
    folder.write("A.txt", "a\nb\nc\n");
    assertThatThrownBy(() -> change(diff("A.txt", B_TO_X)))
        .isInstanceOf(Failure.Conflict.class)
        .hasMessageContaining("not committed");
    assertThat(folder.read("A.txt")).isEqualTo("a\nb\nc\n");
    Edits.of(folder.path(), diff("A.txt", B_TO_X), true).make();
    assertThat(folder.read("A.txt")).isEqualTo("a\nx\nc\n");
  }

  @Test
  void anIgnoredFileAndAFolderWithoutGitAreRefusedUnlessAllowed() throws IOException {
    folder.write(".gitignore", "*.log\n");
    folder.write("A.log", "a\nb\nc\n");
    folder.commit();
    assertThatThrownBy(() -> change(diff("A.log", B_TO_X))).isInstanceOf(Failure.Conflict.class);
    Path plain = Files.createDirectory(temporary.resolve("plain")).toRealPath();
    Files.writeString(plain.resolve("A.txt"), "a\nb\nc\n");
    assertThatThrownBy(() -> Edits.of(plain, diff("A.txt", B_TO_X), false))
        .isInstanceOf(Failure.Conflict.class)
        .hasMessageContaining("not under git's control");
  }

  @Test
  void anotherFileThatAPatternWouldMatchDoesNotMatter() {
    folder.write("i.txt", "a\n");
    committed("[id].txt", "a\nb\nc\n");
    folder.write("i.txt", "changed\n");
    change(diff("[id].txt", B_TO_X));
    assertThat(folder.read("[id].txt")).isEqualTo("a\nx\nc\n");
  }

  @Test
  void allFilesAreChangedOrNone() {
    folder.write("A.txt", "a\nb\nc\n");
    committed("src/B.txt", "a\nb\nc\n");
    String both = diff("A.txt", B_TO_X) + diff("src/B.txt", B_TO_X);
    assertThatThrownBy(
            () -> change(diff("A.txt", B_TO_X) + diff("src/B.txt", "@@ -1 +1 @@\n-z\n+x\n")))
        .isInstanceOf(Failure.Conflict.class)
        .hasMessageContaining("src/B.txt");
    assertThatThrownBy(() -> change(diff("A.txt", B_TO_X) + diff("C.txt", B_TO_X)))
        .isInstanceOf(Failure.NotFound.class);
    assertThat(folder.read("A.txt")).isEqualTo("a\nb\nc\n");
    change(both);
    assertThat(folder.read("A.txt") + folder.read("src/B.txt")).isEqualTo("a\nx\nc\na\nx\nc\n");
  }

  @Test
  void nothingIsWrittenWhenOneFileChangedSinceThePreview() {
    folder.write("A.txt", "a\nb\nc\n");
    committed("B.txt", "a\nb\nc\n");
    Edits edits = Edits.of(folder.path(), diff("A.txt", B_TO_X) + diff("B.txt", B_TO_X), false);
    folder.write("B.txt", "a\nb\nc\nd\n");
    assertThatThrownBy(edits::make)
        .isInstanceOf(Failure.Conflict.class)
        .hasMessageContaining("since the preview");
    assertThat(folder.read("A.txt")).isEqualTo("a\nb\nc\n");
    assertThat(folder.read("B.txt")).isEqualTo("a\nb\nc\nd\n");
  }

  @Test
  void aFolderThatBecameALinkSinceThePreviewIsNotFollowed() throws IOException {
    committed("src/A.txt", "a\nb\nc\n");
    Edits edits = Edits.of(folder.path(), diff("src/A.txt", B_TO_X), false);
    Path outside = Files.move(folder.path().resolve("src"), temporary.resolve("outside"));
    Files.createSymbolicLink(folder.path().resolve("src"), outside);
    assertThatThrownBy(edits::make).isInstanceOf(Failure.Conflict.class);
    assertThat(outside.resolve("A.txt")).hasContent("a\nb\nc");
  }

  @Test
  void aFileThatVanishedSinceThePreviewIsNotMadeAnew() throws IOException {
    Path file = committed("A.txt", "a\nb\nc\n");
    Edits edits = Edits.of(folder.path(), diff("A.txt", B_TO_X), false);
    Files.delete(file);
    assertThatThrownBy(edits::make).isInstanceOf(Failure.class);
    assertThat(folder.path().resolve("A.txt")).doesNotExist();
  }

  @Test
  void nothingIsLeftBesideTheFiles() throws IOException {
    committed("A.txt", "a\nb\nc\n");
    change(diff("A.txt", B_TO_X));
    try (var files = Files.list(folder.path())) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder(".git", "A.txt");
    }
  }

  private Path committed(String name, String content) {
    Path file = folder.write(name, content);
    folder.commit();
    return file;
  }

  private void change(String diff) {
    Edits.of(folder.path(), diff, false).make();
  }

  private static String diff(String path, String hunk) {
    return "--- a/" + path + "\n+++ b/" + path + "\n" + hunk;
  }
}
