package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.RawStdio;
import dev.plumbline.testkit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tools a server offers, and that the list and the calls agree. */
final class SelectionTest {
  @TempDir private Path home;

  @Test
  void theDefaultLeavesRareToolsOut() {
    assertThat(offered()).contains("list_notes", "write_note").doesNotContain("print_line");
  }

  @Test
  void toolsetsAreChosen() {
    assertThat(offered("--toolsets", "notes"))
        .containsExactly("list_notes", "write_note", "delete_note");
    assertThat(offered("--toolsets", "notes,rare")).contains("list_notes", "print_line");
    assertThat(offered("--toolsets", "all")).contains("test_simple_text", "print_line");
  }

  @Test
  void toolsAreAddedOrStandAlone() {
    assertThat(offered("--tools", "list_notes")).containsExactly("list_notes");
    assertThat(offered("--toolsets", "rare", "--tools", "list_notes"))
        .containsExactly("list_notes", "print_line");
    assertThat(offered("--toolsets", "notes", "--exclude-tools", "delete_note"))
        .containsExactly("list_notes", "write_note");
  }

  @Test
  void readOnlyOverridesEverythingInTheListAndOnTheCall() {
    List<String> arguments =
        List.of("--read-only", "--toolsets", "notes", "--tools", "write_note,delete_note");
    assertThat(offered(arguments.toArray(String[]::new))).containsExactly("list_notes");
    assertThat(refusal("write_note", arguments.toArray(String[]::new)))
        .contains("write_note", "--read-only");
    assertThat(refusal("delete_note", arguments.toArray(String[]::new)))
        .contains("delete_note", "--read-only");
  }

  @Test
  void aToolThatIsOffSaysHowToSwitchItOn() {
    assertThat(refusal("print_line")).contains("switched off", "--toolsets rare");
    assertThat(refusal("delete_note", "--exclude-tools", "delete_note")).contains("switched off");
  }

  @ParameterizedTest
  @CsvSource({
    "--toolsets, note, notes",
    "--tools, list_note, list_notes",
    "--exclude-tools, delete_notes, delete_note"
  })
  void anUnknownNameStopsTheStartAndNamesTheKnownOnes(String option, String name, String near) {
    try (ServerProcess process = ServerProcess.start(Fixture.launch(home, option, name))) {
      assertThat(process.awaitExit(Duration.ofSeconds(30))).isEqualTo(2);
      assertThat(process.stderr()).contains("'" + name + "'", "Known: ", near);
    }
  }

  @Test
  void anUnknownConfigurationKeyOrVariableStopsTheStart() {
    try (ServerProcess process =
        ServerProcess.start(Fixture.launch(home).withVariable("PLUMBLINE_HOEM", "/x"))) {
      assertThat(process.awaitExit(Duration.ofSeconds(30))).isEqualTo(2);
      assertThat(process.stderr()).contains("PLUMBLINE_HOEM");
    }
    try (ServerProcess process = ServerProcess.start(Fixture.launch(home, "--read-onyl"))) {
      assertThat(process.awaitExit(Duration.ofSeconds(30))).isEqualTo(2);
      assertThat(process.stderr()).contains("--read-onyl");
    }
  }

  @Test
  void twoProcessesListTheSameBytes() {
    assertThat(listed("--toolsets", "all")).isEqualTo(listed("--toolsets", "all"));
  }

  private List<String> offered(String... arguments) {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home, arguments))) {
      raw.initialize("2025-11-25");
      raw.request(1, "tools/list", "{}");
      List<String> names = new ArrayList<>();
      raw.answer(1)
          .path("result")
          .path("tools")
          .forEach(tool -> names.add(tool.path("name").asString()));
      return names;
    }
  }

  private String listed(String... arguments) {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home, arguments))) {
      raw.initialize("2025-11-25");
      raw.request(1, "tools/list", "{}");
      return raw.nextLine();
    }
  }

  private String refusal(String tool, String... arguments) {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home, arguments))) {
      raw.initialize("2025-11-25");
      raw.call(1, tool, "{\"name\":\"a\",\"text\":\"b\",\"confirm\":true}");
      return raw.answer(1).path("error").path("message").asString();
    }
  }
}
