package dev.plumbline.usage.price.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.price.ModelUse;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.price.catalog.CatalogStore;
import dev.plumbline.usage.price.catalog.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking newer prices from files and packages. */
final class CatalogRefreshTest {
  private static final String SCRIPT =
      """
      const A = [1, { id: "not this" }], E = [{ id: "acme", name: `Acme's`, api_pattern: "x\\\\.y",
        models: [{ id: 'rocket', match: { or: [{ equals: "rocket" }, { regex: "^r\\\\d$" }] },
          deprecated: !1, prices: { input_mtok: 1.5, output_mtok: 3e0, warp_mtok: .5, }, }] }];
      const J = {
        input_tokens: { dimensions: { family: "tokens", direction: "input" }, per: 1e6, price_key: "input_mtok" },
        output_tokens: { dimensions: { family: "tokens", direction: "output" }, per: 1e6, price_key: "output_mtok" }
      };
      export { E as default };
      """;

  @TempDir private @Nullable Path folder;

  @Test
  void aPackageIsReadWithoutRunningItAndUsedFromThenOn() throws IOException {
    Path packed = packed("package.tgz", "@pydantic/genai-prices", "9.0.0", SCRIPT);
    CatalogRefresh.Outcome outcome = refresh("npm").refresh(packed.toString());

    assertThat(outcome.before()).isEqualTo("genai-prices 0.1.8");
    assertThat(outcome.after()).isEqualTo("genai-prices 9.0.0");
    assertThat(outcome.added()).containsExactly("acme:rocket");
    assertThat(outcome.removed()).hasSize(1694);
    assertThat(outcome.unknownPriceKeys()).containsExactly("warp_mtok");
    Prices prices = Prices.load(home(), Optional.empty());
    assertThat(prices.version()).isEqualTo("genai-prices 9.0.0");
    assertThat(
            prices
                .estimate(
                    ModelUse.of("acme", "R5", Instant.EPOCH),
                    Usage.of(Map.of("input_tokens", new BigDecimal(2_000_000))))
                .cost())
        .isEqualByComparingTo("3");
  }

  @Test
  void theUsersOwnNpmFetchesAPackage() throws IOException {
    Path packed = packed("made.tgz", "@pydantic/genai-prices", "9.0.1", SCRIPT);
    Path npm =
        script(
            """
            #!/bin/sh
            [ "$1 $2 $3" = "pack --ignore-scripts @pydantic/genai-prices@9.0.1" ] || exit 7
            cp '%s' pydantic-genai-prices-9.0.1.tgz
            """
                .formatted(packed));

    assertThat(refresh(npm.toString()).refresh("@pydantic/genai-prices@9.0.1").after())
        .isEqualTo("genai-prices 9.0.1");
  }

  @Test
  void npmsFailureIsToldByItsCodeAlone() throws IOException {
    Path npm =
        script(
            """
            #!/bin/sh
            echo 'npm error code E401'
            echo 'npm error https://user:secret@registry.example/ refused'
            exit 1
            """);

    assertThatThrownBy(() -> refresh(npm.toString()).refresh("@pydantic/genai-prices"))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("(E401)")
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatCannotBeUsedLeavesTheOldCatalogInUse() throws IOException {
    CatalogRefresh refresh = refresh("npm");
    Path other = packed("other.tgz", "left-pad", "1.0.0", SCRIPT);
    Path broken = packed("broken.tgz", "@pydantic/genai-prices", "9.0.0", "const E = [{ id: 1 +");
    Path json = Objects.requireNonNull(folder).resolve("data.json");
    Files.writeString(json, "[{\"id\": \"a\", \"models\": [{\"id\": \"b\"}]}]");

    assertThatThrownBy(() -> refresh.refresh(other.toString()))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("not the package");
    assertThatThrownBy(() -> refresh.refresh(broken.toString()))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("not understood at character");
    assertThatThrownBy(() -> refresh.refresh(json.toString()))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("data.json");
    assertThatThrownBy(() -> refresh.refresh("@evil/package")).isInstanceOf(Failure.NotFound.class);
    assertThat(Prices.load(home(), Optional.empty()).version()).isEqualTo("genai-prices 0.1.8");
  }

  @Test
  void aDataFileOfProvidersTakesTheBundledUnits() throws IOException {
    Path json = Objects.requireNonNull(folder).resolve("mine.json");
    Files.writeString(
        json,
        """
        [{"id": "acme", "models": [{"id": "rocket", "match": {"equals": "rocket"},
          "prices": {"input_mtok": 2}}]}]
        """);

    assertThat(refresh("npm").refresh(json.toString()).after()).isEqualTo("mine.json");
    assertThat(Prices.load(home(), Optional.empty()).version()).isEqualTo("mine.json");
  }

  @Test
  void aNewerBundledCatalogWinsOverAnOlderRefresh() throws IOException {
    Path packed = packed("old.tgz", "@pydantic/genai-prices", "0.0.9", SCRIPT);
    refresh("npm").refresh(packed.toString());

    assertThat(Prices.load(home(), Optional.empty()).version()).isEqualTo("genai-prices 0.1.8");
  }

  private CatalogRefresh refresh(String npm) {
    return new CatalogRefresh(new CatalogStore(home()), npm);
  }

  private PlumblineHome home() {
    return new PlumblineHome(Objects.requireNonNull(folder).resolve("home"));
  }

  private Path script(String text) throws IOException {
    Path npm = Objects.requireNonNull(folder).resolve("npm");
    Files.writeString(npm, text);
    return Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwx------"));
  }

  private Path packed(String file, String name, String version, String script) throws IOException {
    Path packed = Objects.requireNonNull(folder).resolve(file);
    try (OutputStream out = Files.newOutputStream(packed);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      add(
          tar,
          "package/package.json",
          "{\"name\":\"%s\",\"version\":\"%s\"}".formatted(name, version));
      add(tar, "package/dist/index.js", script);
    }
    return packed;
  }

  private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
