package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.ControlStore;
import dev.plumbline.control.jdbc.ControlStores;
import dev.plumbline.gateway.cli.Main;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.ServerProcess;
import dev.plumbline.usage.remote.GatewayToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret is in a log or a file, even with every log on and everything going wrong. */
class SecretsTest {
  @TempDir Path home;

  private final List<String> secrets = new ArrayList<>();

  @Test
  void areNowhere() throws IOException, InterruptedException {
    Launch launch =
        Launch.java(
                Main.class,
                List.of(
                    "-Xmx256m",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED"))
            .with("serve", "--port", "0")
            .home(home);
    try (StandInProvider provider = new StandInProvider();
        ServerProcess gateway =
            ServerProcess.start(
                launch
                    .withVariable("OPENAI_API_KEY", Misuse.PROVIDER_KEY)
                    .withVariable("OPENAI_BASE_URL", provider.url()))) {
      CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(gateway.stdout()));
      Misuse misuse = new Misuse(gateway.awaitHttp());
      String admin = Files.readString(GatewayToken.file(new PlumblineHome(home))).strip();
      misuse.secrets().add(admin);
      String key = misuse.administer(admin);
      misuse.call(key, provider);
      misuse.malformed(key, admin);
      assertThat(misuse.statuses()).contains(200, 201, 400, 401, 402, 403, 404, 413, 429, 500, 502);
      secrets.addAll(misuse.secrets());
      // As it is, with everything that is not in a database yet.
      gateway.kill();
      assertThat(gateway.stderr()).contains("DEBUG").doesNotContain(secrets);
      assertThat(out.join()).doesNotContain(secrets);
    }
    inFiles();
    Ground ground = Ground.embedded(home);
    try (ControlStore store = new ControlStores(Map.of()).open(ground.database())) {
      assertThat(store.load().toString()).doesNotContain(secrets);
      assertThat(store.audit(1000).toString()).contains("create").doesNotContain(secrets);
    }
    ground.start().close();
    assertThat(ground.events().toString()).contains("provider_error").doesNotContain(secrets);
    inFiles();
  }

  private static String text(InputStream in) {
    try {
      return RawClient.rest(in);
    } catch (IOException killed) {
      return "";
    }
  }

  private void inFiles() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(home)) {
      files =
          all.filter(Files::isRegularFile).filter(file -> !file.endsWith("admin-token")).toList();
    }
    assertThat(files).anyMatch(file -> file.endsWith("control.duckdb")).hasSizeGreaterThan(3);
    for (Path file : files) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .as("%s", file)
          .doesNotContain(secrets);
    }
  }
}
