package dev.plumbline.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.snowflake.SnowflakeServer;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expired sessions, slow and refused statements, lost answers, logins by key. */
final class SnowflakeFaultsTest {
  private SnowflakeServer server;
  private LedgerWriter writer;
  private LedgerReader reader;

  @BeforeEach
  void start() {
    server = SnowflakeServer.start();
    String location = SnowflakeLedgerTest.location(server);
    writer = SnowflakeLedgerTest.known().writer(location);
    reader = SnowflakeLedgerTest.known().reader(location);
    writer.append(FaultyWriter.batch(0));
    assertThat(reader.health().events()).isEqualTo(FaultyWriter.BATCH);
  }

  @AfterEach
  void stop() {
    reader.close();
    writer.close();
    server.close();
  }

  @Test
  void renewsAnExpiredSession() {
    server.expireSessions();
    assertThat(reader.health().events()).isEqualTo(FaultyWriter.BATCH);
    server.expireSessions();
    assertThat(writer.append(FaultyWriter.batch(1)).added()).isEqualTo(FaultyWriter.BATCH);
  }

  @Test
  void waitsForSlowStatements() {
    server.slow(Duration.ofMillis(700));
    assertThat(reader.known(java.util.List.of("0/1", "x"))).containsExactly("0/1");
  }

  @Test
  void aBatchWhoseAnswerIsLostCountsOnce() {
    server.loseAnswers(1);
    assertThat(writer.append(FaultyWriter.batch(1))).isEqualTo(new Written(FaultyWriter.BATCH, 0));
    assertThat(reader.health().events()).isEqualTo(2L * FaultyWriter.BATCH);
  }

  @Test
  void aRefusedStatementLeavesNothingBehind() {
    server.fail(sql -> sql.contains("into usage_event"), "000629", "57014", "Warehouse suspended");
    assertThatThrownBy(() -> writer.append(FaultyWriter.batch(1)))
        .isInstanceOf(Failure.StoreUnavailable.class)
        .hasMessageContaining("Warehouse suspended");
    assertThat(reader.health().events()).isEqualTo(FaultyWriter.BATCH);
    assertThat(writer.append(FaultyWriter.batch(1)).added()).isEqualTo(FaultyWriter.BATCH);
  }

  @Test
  void logsInByKeyPair(@TempDir Path folder) throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    server.allow("KEYHOLDER", pair.getPublic());
    String encoded = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
    Path key = folder.resolve("key.p8");
    Files.writeString(
        key, "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
    String location =
        "snowflake://KEYHOLDER@%s/PLUMBLINE/PUBLIC?account=%s&ssl=off&private_key_path=%s"
            .formatted(server.address(), SnowflakeServer.ACCOUNT, key);
    try (LedgerReader other = new Ledgers(java.util.Map.of()).reader(location)) {
      assertThat(other.health().events()).isEqualTo(FaultyWriter.BATCH);
      assertThat(other.location()).isEqualTo("snowflake://TESTING/PLUMBLINE/PUBLIC");
    }
  }

  @Test
  void tellsAWrongPassword() {
    String location =
        SnowflakeLedgerTest.location(server).replace("snowflake://", "snowflake://LEDGER:wrong@");
    try (LedgerReader other = SnowflakeLedgerTest.known().reader(location)) {
      assertThatThrownBy(other::health)
          .isInstanceOf(Failure.Misconfigured.class)
          .hasMessageNotContaining("wrong");
    }
  }
}
