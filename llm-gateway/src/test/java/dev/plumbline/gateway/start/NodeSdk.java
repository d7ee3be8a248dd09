package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Entry;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.testkit.NpmTools;
import dev.plumbline.testkit.ServerProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a script that uses the gateway with an official SDK. */
final class NodeSdk {
  /** One that a budget of a ten-thousandth of a cent is on. */
  private final KeyText poor = KeyText.make();

  /** One that may ask once an hour. */
  private final KeyText slowed = KeyText.make();

  /** What the gateway must know beside its usual set-up. */
  Entry[] entries() {
    return new Entry[] {
      House.key(poor),
      House.key(slowed),
      new Budget(
          "poor",
          "Nearly nothing",
          new Scope(Level.KEY, poor.id()),
          new BigDecimal("0.000001"),
          new Window(Period.DAY, false, ZoneOffset.UTC),
          AtLimit.REFUSE,
          null,
          List.of(),
          1),
      new Limit(
          "slowed",
          new Scope(Level.KEY, slowed.id()),
          Limit.Kind.REQUESTS,
          1,
          Duration.ofHours(1),
          1)
    };
  }

  /** The key of the one without money. */
  String poor() {
    return poor.secretText();
  }

  /** The key of the one that may ask once an hour. */
  String slowed() {
    return slowed.secretText();
  }

  /** What the script saw. */
  JsonNode run(House house, String script) throws IOException, URISyntaxException {
    Path file =
        Path.of(Objects.requireNonNull(NodeSdk.class.getResource("/sdk/" + script)).toURI());
    try (ServerProcess node =
        ServerProcess.start(
            NpmTools.fromEnvironment()
                .script(file, house.url(), house.key(), poor.secretText(), slowed.secretText()))) {
      node.stdin().close();
      String out = new String(node.stdout().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(node.awaitExit(Duration.ofSeconds(90))).as(node.stderr()).isZero();
      return new JsonMapper().readTree(out);
    }
  }
}
