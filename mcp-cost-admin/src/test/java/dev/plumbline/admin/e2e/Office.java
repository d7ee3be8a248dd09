package dev.plumbline.admin.e2e;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.Receiver;
import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.ServerProcess;
import dev.plumbline.testkit.Wire;
import java.net.URI;
import java.nio.file.Path;

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

  /** The server that administers the gateway. */
  Served admin(Wire wire) {
    return Served.over(
        wire,
        launcher("mcp-cost-admin", "serve", "--toolsets", "all")
            .withVariable("PLUMBLINE_GATEWAY_URL", base.toString()));
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
    gateway.close();
    mail.stop();
    receiver.close();
  }
}
