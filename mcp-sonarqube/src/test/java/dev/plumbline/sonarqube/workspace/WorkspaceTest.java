package dev.plumbline.sonarqube.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "src/../../secret.txt",
        "./A.txt",
        "/etc/passwd",
        "C:/Windows/win.ini",
        "..\\secret.txt",
        ".git/config",
        "src/.GIT/hooks/x",
        "a\u0000b",
        "a\nb",
        " "
      })
  void pathsThatLeadOutAreDenied(String path) throws IOException {
    Files.writeString(temporary.resolve("secret.txt"), "secret");
    Path root = Files.createDirectory(temporary.resolve("root")).toRealPath();
    assertThatThrownBy(() -> Workspace.file(root, path))
        .isInstanceOf(Failure.Denied.class)
        .hasMessageContaining("not a plain path within the workspace folder");
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("A.txt"), "secret");
    Path root = Files.createDirectory(temporary.resolve("root")).toRealPath();
    Files.createSymbolicLink(root.resolve("linked"), outside);
    Files.createSymbolicLink(root.resolve("A.txt"), outside.resolve("A.txt"));
    assertThatThrownBy(() -> Workspace.file(root, "linked/A.txt"))
        .isInstanceOf(Failure.Denied.class);
    assertThatThrownBy(() -> Workspace.file(root, "A.txt"))
        .isInstanceOf(Failure.NotFound.class)
        .hasMessageContaining("no regular file");
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    Path root = temporary.toRealPath();
    Files.createDirectory(root.resolve("src"));
    assertThatThrownBy(() -> Workspace.file(root, "src")).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void withoutAFolderItSaysWhichSettingIsMissing() {
    assertThatThrownBy(() -> new Workspace(List.of()).root(null))
        .isInstanceOfSatisfying(
            Failure.Misconfigured.class,
            failure -> assertThat(failure.text()).contains("PLUMBLINE_SONARQUBE_WORKSPACE"));
  }

  @Test
  void oneOfSeveralFoldersIsNamedByItsLastPart() throws IOException {
    Path shop = Files.createDirectory(temporary.resolve("shop"));
    Path billing = Files.createDirectory(temporary.resolve("billing"));
    Workspace workspace = new Workspace(List.of(shop.toString(), billing.toString()));
    assertThat(workspace.root("shop")).isEqualTo(shop.toRealPath());
    assertThat(workspace.root(billing.toString())).isEqualTo(billing.toRealPath());
    assertThatThrownBy(() -> workspace.root(null))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class,
            failure -> assertThat(failure.text()).contains(shop.toString(), billing.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/etc", "..", "op", "", "\u0000"})
  void aFolderThatIsNotAllowedIsRefused(String wanted) throws IOException {
    Path shop = Files.createDirectory(temporary.resolve("shop"));
    Workspace workspace = new Workspace(List.of(shop.toString()));
    assertThatThrownBy(() -> workspace.root(wanted))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("not exactly one");
  }

  @Test
  void aFolderThatDoesNotExistIsAMistakeInTheSettings() {
    Workspace gone = new Workspace(List.of(temporary.resolve("gone").toString()));
    assertThatThrownBy(() -> gone.root(null)).isInstanceOf(Failure.Misconfigured.class);
    Workspace relative = new Workspace(List.of("src"));
    assertThatThrownBy(() -> relative.root(null)).isInstanceOf(Failure.Misconfigured.class);
  }

  @Test
  void foldersAreSeparatedLikeThoseOfThePath() {
    WorkspaceOptions options =
        WorkspaceOptions.from(
            Settings.load(
                WorkspaceOptions.settings(),
                Map.of("PLUMBLINE_SONARQUBE_WORKSPACE", "/a" + File.pathSeparator + " /b "),
                null));
    assertThat(options.roots()).containsExactly("/a", "/b");
    assertThat(options.reports()).isEmpty();
  }
}
