package dev.plumbline.admin.e2e;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.McpClients;
import dev.plumbline.testkit.Receiver;
import dev.plumbline.testkit.ServerProcess;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The built gateway with a stand-in provider, a mail server and a receiver of messages. */
final class Office implements AutoCloseable {
  /** What signs the messages to the receiver. */
  static final String HOOK_KEY = "hook-key-0123456789";

  private final Path home;
  private final Receiver receiver = new Receiver();
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final ServerProcess gateway;
  private final URI base;
  private @Nullable ServerProcess admin;

  Office(Path home) {
    this.home = home;
    mail.start();
    gateway =
        ServerProcess.start(
            launcher("llm-gateway", "serve", "--stand-in", "--port", "0")
                .withVariable("SLACK_ALERTS_URL", receiver.url("/slack"))
                .withVariable("HOOK_KEY", HOOK_KEY));
    base = gateway.awaitHttp();
  }

  private Launch launcher(String program, String... arguments) {
    Path root = Path.of(System.getProperty("plumbline.root", "..")).toAbsolutePath().normalize();
    return Launch.of(root.resolve("bin").resolve(program), arguments).home(home);
  }

  /** A client of the server that administers the gateway, with a token of the role admin. */
  TestClient connect(Wire wire) {
    Launch serve =
        launcher("mcp-cost-admin", "serve", "--toolsets", "all")
            .withVariable("PLUMBLINE_GATEWAY_URL", base.toString());
    if (wire == Wire.STDIO) {
      return TestClient.connect(McpClients.stdio(serve), ClientTraits.plain());
    }
    String token = token();
    admin = ServerProcess.start(serve.with("--transport", wire.option(), "--port", "0"));
    return TestClient.connect(
        McpClients.http(wire, admin.awaitHttp(), token), ClientTraits.plain());
  }

  private String token() {
    Launch create =
        launcher("mcp-cost-admin", "token", "create", "--name", "ann", "--role", "admin");
    try (ServerProcess process = ServerProcess.start(create);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(process.stdout(), StandardCharsets.UTF_8))) {
      return lines.lines().reduce((first, last) -> last).orElseThrow();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The official SDK, as an application uses it. */
  OpenAIClient application(String key) {
    return OpenAIOkHttpClient.builder().apiKey(key).baseUrl(base + "/v1").maxRetries(0).build();
  }

  Receiver receiver() {
    return receiver;
  }

  GreenMail mail() {
    return mail;
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close();
    }
    gateway.close();
    mail.stop();
    receiver.close();
  }
}
