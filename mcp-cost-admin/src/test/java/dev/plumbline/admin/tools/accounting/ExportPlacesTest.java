package dev.plumbline.admin.tools.accounting;

import static dev.plumbline.admin.tools.accounting.October.october;
import static dev.plumbline.admin.tools.accounting.October.total;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.chargeback.Accounts;
import dev.plumbline.admin.chargeback.focus.FocusCheck;
import dev.plumbline.admin.world.World;
import dev.plumbline.mcp.feature.Contents;
import dev.plumbline.mcp.feature.ResourceTemplate;
import dev.plumbline.testkit.TestClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportPlacesTest {
  @TempDir Path home;
  @TempDir Path exports;

  @BeforeEach
  void fill() {
    October.fill(home);
  }

  private World world() throws IOException {
    return October.world(home, exports);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../october.csv", "/tmp/october.csv", "a/b.csv", "..", ".hidden"})
  void aPathIsRefused(String file) throws IOException {
    try (World world = world()) {
      McpSchema.CallToolResult result = world.make("export_chargeback", october("file", file));
      assertThat(result.isError()).isTrue();
      assertThat(TestClient.text(result)).contains("no plain file name", Accounts.EXPORTS);
      assertThat(exports).isEmptyDirectory();
    }
  }

  @Test
  void anExistingFileIsReplacedOnlyWhenTold() throws IOException {
    Path file = Files.writeString(exports.resolve("october.csv"), "mine");
    try (World world = world()) {
      assertThat(world.make("export_chargeback", october("file", "october.csv")).isError())
          .isTrue();
      assertThat(file).hasContent("mine");
      Map<String, Object> told = october("file", "october.csv", "overwrite", true);
      assertThat(TestClient.text(world.call("export_chargeback", told))).contains("replacing");
      assertThat(file).hasContent("mine");
      world.confirm("export_chargeback", told);
      assertThat(FocusCheck.csv(Files.readString(file))).isNotEmpty();
    }
  }

  @Test
  void whatIsTooLongForAnAnswerIsAResource() throws IOException {
    try (World world = world()) {
      McpSchema.CallToolResult long_ = world.call("export_chargeback", october());
      assertThat(TestClient.text(long_)).contains("too long for an answer");
      assertThat(World.json(long_).path("uri").asString())
          .isEqualTo("chargeback://Europe%2FBerlin/2025-10-01..2025-10-31/focus.csv");
      Map<String, String> variables =
          Map.of("zone", "Europe/Berlin", "period", "2025-10-01..2025-10-31");
      Contents.Text csv = (Contents.Text) template(world, "focus.csv").read(variables);
      Contents.Binary parquet = (Contents.Binary) template(world, "focus.parquet").read(variables);
      Path file = exports.resolve("resource.parquet");
      Files.write(file, Base64.getDecoder().decode(parquet.base64()));
      assertThat(total(FocusCheck.parquet(file), "Usage"))
          .isEqualByComparingTo(total(FocusCheck.csv(csv.text()), "Usage"));
    }
  }

  private static ResourceTemplate template(World world, String name) {
    return world.features().templates().stream()
        .filter(template -> template.uriTemplate().endsWith(name))
        .findFirst()
        .orElseThrow();
  }
}
