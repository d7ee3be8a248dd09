package dev.plumbline.testkit.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnowflakeLoginTest {
  private final SnowflakeServer server = SnowflakeServer.start();
  private KeyPair keys = keyPair();

  @BeforeAll
  void allowAKey() {
    server.allow("ROBOT", keys.getPublic());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Properties keyProperties(KeyPair pair) {
    Properties properties = server.transportProperties();
    properties.setProperty("user", "robot");
    properties.put("privateKey", pair.getPrivate());
    return properties;
  }

  private Connection connect(Properties properties) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), properties);
  }

  @Test
  void aPasswordOpensASession() throws SQLException {
    try (Connection connection = connect(server.passwordProperties());
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "select current_database(), current_schema(), current_warehouse(),"
                        + " current_role()")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("PLUMBLINE");
      assertThat(row.getString(2)).isEqualTo("PUBLIC");
      assertThat(row.getString(3)).isEqualTo("WH");
      assertThat(row.getString(4)).isEqualTo("ANALYST");
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    Properties properties = server.passwordProperties();
    properties.setProperty("password", "wrong");
    assertThatThrownBy(() -> connect(properties))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getErrorCode()).isEqualTo(390100))
        .hasMessageContaining("Incorrect username or password");
  }

  @Test
  void aKeyPairOpensASession() throws SQLException {
    try (Connection connection = connect(keyProperties(keys));
        ResultSet row = connection.createStatement().executeQuery("select 40 + 2")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(42);
    }
  }

  @Test
  void anotherKeyIsRefused() {
    assertThatThrownBy(() -> connect(keyProperties(keyPair())))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getErrorCode()).isEqualTo(390144));
  }

  @Test
  void aTokenOfAnotherAccountIsRefused() {
    Properties properties = keyProperties(keys);
    properties.setProperty("account", "ELSEWHERE");
    assertThatThrownBy(() -> connect(properties))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getErrorCode()).isEqualTo(390144));
  }

  @Test
  void anUnknownDatabaseIsRefused() {
    Properties properties = server.passwordProperties();
    properties.setProperty("db", "NOWHERE");
    assertThatThrownBy(() -> connect(properties))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getErrorCode()).isEqualTo(390201))
        .hasMessageContaining("NOWHERE");
  }

  @Test
  void sessionParametersAreTaken() throws SQLException {
    Properties properties = server.passwordProperties();
    properties.setProperty("TIMEZONE", "Asia/Tokyo");
    try (Connection connection = connect(properties);
        ResultSet row =
            connection
                .createStatement()
                .executeQuery("select cast(timestamptz '2024-01-01 00:00:00Z' as varchar)")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).startsWith("2024-01-01 09:00:00");
    }
  }

  @Test
  void closingEndsTheSession() throws SQLException {
    int before = server.openSessions();
    Connection connection = connect(server.passwordProperties());
    assertThat(server.openSessions()).isEqualTo(before + 1);
    connection.close();
    assertThat(server.openSessions()).isEqualTo(before);
  }
}
