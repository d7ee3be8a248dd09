package dev.plumbline.admin.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.tools.AdminTools;
import dev.plumbline.admin.world.Company;
import dev.plumbline.admin.world.Door;
import dev.plumbline.admin.world.Standing;
import dev.plumbline.admin.world.ToolExamples;
import dev.plumbline.admin.world.ToolExamples.Example;
import dev.plumbline.admin.world.World;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.host.Catalog;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.testkit.TestClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every tool that changes something, whatever is registered, through a real client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesTest {
  private Company company;
  private ToolExamples examples;

  /** For calls that must not change anything. */
  private World still;

  private Door door;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    company = new Company(folder);
    examples = new ToolExamples();
    still = company.world();
    door = new Door(still);
  }

  @AfterAll
  void close() {
    door.close();
    still.close();
  }

  private List<ToolSpec<?, ?>> writers() {
    List<ToolSpec<?, ?>> all = new ArrayList<>();
    for (Tool<?, ?> tool : AdminTools.all(still.control())) {
      if (tool.spec().effect() != Effect.READ_ONLY) {
        all.add(tool.spec());
      }
    }
    return all;
  }

  @TestFactory
  Stream<DynamicTest> withoutConfirmationNothingChanges() {
    return each(spec -> {
      Map<String, Object> arguments = examples.of(spec.name()).arguments();
      Standing before = Standing.of(still, true);
      try (TestClient client = door.connect(spec.role())) {
        // Confirming what was never shown counts for nothing.
        preview(client.call(spec.name(), confirmed(arguments)));
        preview(client.call(spec.name(), arguments));
      }
      assertThat(Standing.of(still, true).since(before)).isEmpty();
    });
  }

  private static void preview(McpSchema.CallToolResult result) {
    assertThat(result.isError()).as(TestClient.text(result)).isNotEqualTo(true);
    assertThat(TestClient.text(result)).contains("Nothing has changed yet", "confirm: true");
    assertThat(String.valueOf(result.structuredContent())).contains("applied=false");
  }

  @TestFactory
  Stream<DynamicTest> withoutTheRoleItIsRefused() {
    return each(spec -> {
      Map<String, Object> arguments = examples.of(spec.name()).arguments();
      assertThat(spec.role()).isNotEqualTo(Role.READER);
      assertThat(spec.effect() != Effect.DESTRUCTIVE || spec.role() == Role.ADMIN)
          .as("what destroys is for admins")
          .isTrue();
      Standing before = Standing.of(still, true);
      Role lower = spec.role() == Role.ADMIN ? Role.OPERATOR : Role.READER;
      try (TestClient client = door.connect(lower)) {
        for (Map<String, Object> given : List.of(arguments, confirmed(arguments))) {
          McpSchema.CallToolResult refused = client.call(spec.name(), given);
          assertThat(refused.isError()).isTrue();
          assertThat(TestClient.text(refused))
              .contains(
                  "needs the role " + spec.role(), lower.toString(), "Use a token of that role");
        }
      }
      assertThat(Standing.of(still, true).since(before)).isEmpty();
    });
  }

  @TestFactory
  Stream<DynamicTest> whatIsNotThereIsNotFound() {
    return each(spec -> {
      Example example = examples.of(spec.name());
      Map<String, Object> vanished = example.vanished();
      if (vanished == null) {
        return;
      }
      Standing before = Standing.of(still, true);
      try (TestClient client = door.connect(spec.role())) {
        for (Map<String, Object> given : List.of(vanished, confirmed(vanished))) {
          McpSchema.CallToolResult missing = client.call(spec.name(), given);
          assertThat(missing.isError()).as(TestClient.text(missing)).isTrue();
          assertThat(TestClient.text(missing)).contains("ghost", String.valueOf(example.hint()));
        }
      }
      assertThat(Standing.of(still, true).since(before)).isEmpty();
    });
  }

  @TestFactory
  Stream<DynamicTest> whatGoesBeforeTheConfirmationIsNotFoundEither() {
    return each(spec -> {
      Example example = examples.of(spec.name());
      if (example.gone() == null) {
        return;
      }
      try (World world = company.world();
          Door own = new Door(world);
          TestClient client = own.connect(spec.role())) {
        preview(client.call(spec.name(), example.arguments()));
        world.admin().send("DELETE", example.gone(), null, Map.of());
        Standing before = Standing.of(world, true);
        McpSchema.CallToolResult missing = client.call(spec.name(), confirmed(example.arguments()));
        assertThat(missing.isError()).as(TestClient.text(missing)).isTrue();
        assertThat(TestClient.text(missing)).contains(String.valueOf(example.hint()));
        assertThat(Standing.of(world, true).since(before)).isEmpty();
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> twiceIsOnce() {
    return each(spec -> {
      Example example = examples.of(spec.name());
      try (World world = company.world();
          Door own = new Door(world);
          TestClient client = own.connect(spec.role())) {
        Standing before = Standing.of(world, true);
        made(client, spec.name(), example.arguments());
        Standing after = Standing.of(world, true);
        assertThat(after.since(before).isEmpty()).isEqualTo(example.sends());
        if (!spec.idempotent()) {
          assertThat(example.again()).isEqualTo("another");
          made(client, spec.name(), example.arguments());
          assertThat(Standing.of(world, true).since(after).isEmpty()).isEqualTo(example.sends());
          return;
        }
        client.call(spec.name(), example.arguments());
        McpSchema.CallToolResult again = client.call(spec.name(), confirmed(example.arguments()));
        assertThat(TestClient.text(again)).contains(String.valueOf(example.again()));
        assertThat(Standing.of(world, true).since(after)).isEmpty();
      }
    });
  }

  @Test
  void whatReplacesOrPrunesIsForAdmins() {
    Standing before = Standing.of(still, true);
    try (TestClient client = door.connect(Role.OPERATOR)) {
      assertThat(
              TestClient.text(
                  client.call("apply_setup", Map.of("yaml", "version: 1", "prune", true))))
          .contains("prune=true", "needs the role ADMIN");
      assertThat(
              TestClient.text(
                  client.call(
                      "export_chargeback", Map.of("file", "october.csv", "overwrite", true))))
          .contains("overwrite=true", "needs the role ADMIN");
    }
    assertThat(Standing.of(still, true).since(before)).isEmpty();
  }

  private static void made(TestClient client, String tool, Map<String, Object> arguments) {
    preview(client.call(tool, arguments));
    McpSchema.CallToolResult made = client.call(tool, confirmed(arguments));
    assertThat(made.isError()).as(TestClient.text(made)).isNotEqualTo(true);
    assertThat(String.valueOf(made.structuredContent())).contains("applied=true");
  }

  @Test
  void readOnlyOffersNoneOfThem() {
    Catalog catalog =
        new Catalog(Toolsets.all(), AdminTools.all(still.control()), World.everything(true));
    assertThat(writers())
        .isNotEmpty()
        .allSatisfy(spec -> {
          assertThat(catalog.find(spec.name())).isEmpty();
          assertThat(catalog.whyMissing(spec.name())).contains("--read-only");
        });
    assertThat(catalog.offered())
        .isNotEmpty()
        .allMatch(tool -> tool.spec().effect() == Effect.READ_ONLY);
  }

  private static Map<String, Object> confirmed(Map<String, Object> arguments) {
    Map<String, Object> all = new LinkedHashMap<>(arguments);
    all.put("confirm", true);
    return all;
  }

  private interface Trial {
    void of(ToolSpec<?, ?> spec) throws IOException;
  }

  private Stream<DynamicTest> each(Trial trial) {
    return writers().stream()
        .map(spec -> DynamicTest.dynamicTest(spec.name(), () -> trial.of(spec)));
  }
}
