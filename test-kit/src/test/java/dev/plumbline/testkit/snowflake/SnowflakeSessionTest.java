package dev.plumbline.testkit.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnowflakeSessionTest {
  private final SnowflakeServer server = SnowflakeServer.start();
  private final Connection connection = connect();

  private Connection connect() {
    try {
      return DriverManager.getConnection(server.jdbcUrl(), server.passwordProperties());
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @BeforeEach
  void createTable() throws SQLException {
    update(connection, "create table t (id number)");
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    server.close();
  }

  private static int update(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from t")) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  private long requests(String path) {
    return server.requests().stream().filter(request -> request.path().equals(path)).count();
  }

  @Test
  void aRollbackUndoesWhatACommitWouldKeep() throws SQLException {
    connection.setAutoCommit(false);
    assertThat(connection.getAutoCommit()).isFalse();
    update(connection, "insert into t values (1)");
    try (Connection other = connect()) {
      assertThat(count(other)).isZero();
      connection.rollback();
      update(connection, "insert into t values (2), (3)");
      connection.commit();
      assertThat(count(other)).isEqualTo(2);
    }
    connection.setAutoCommit(true);
    update(connection, "insert into t values (4)");
    assertThat(count(connection)).isEqualTo(3);
  }

  @Test
  void aDefinitionCommitsTheOpenTransaction() throws SQLException {
    connection.setAutoCommit(false);
    update(connection, "insert into t values (1)");
    update(connection, "create table other (id number)");
    connection.rollback();
    assertThat(count(connection)).isEqualTo(1);
  }

  @Test
  void theDriverRenewsAnExpiredSession() throws SQLException {
    connection.setAutoCommit(false);
    update(connection, "insert into t values (1)");
    server.expireSessions();
    update(connection, "insert into t values (2)");
    connection.commit();
    assertThat(count(connection)).isEqualTo(2);
    assertThat(requests("/session/token-request")).isEqualTo(1);
  }

  @Test
  void anEndedSessionTakesItsTransactionWithIt() throws SQLException {
    connection.setAutoCommit(false);
    update(connection, "insert into t values (1)");
    server.endSessions();
    assertThatThrownBy(() -> update(connection, "insert into t values (2)"))
        .isInstanceOfSatisfying(
            SQLException.class, gone -> assertThat(gone.getErrorCode()).isEqualTo(390111));
    try (Connection next = connect()) {
      assertThat(count(next)).isZero();
    }
  }

  @Test
  void slowStatementsArePolledFor() throws SQLException {
    server.slow(Duration.ofMillis(1_200));
    assertThat(update(connection, "insert into t values (1)")).isEqualTo(1);
    assertThat(
            server.requests().stream()
                .filter(request -> request.path().matches("/queries/[^/]+/result")))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aQueryTimeoutCancelsTheStatement() throws SQLException {
    server.slow(Duration.ofSeconds(30));
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertThatThrownBy(() -> statement.executeUpdate("insert into t values (1)"))
          .isInstanceOfSatisfying(
              SQLException.class, late -> assertThat(late.getErrorCode()).isEqualTo(604));
    }
    server.slow(Duration.ZERO);
    assertThat(count(connection)).isZero();
  }

  @Test
  void aFailureAskedForHappensOnce() throws SQLException {
    server.fail("000629", "Warehouse 'WH' was suspended.");
    assertThatThrownBy(() -> count(connection))
        .isInstanceOfSatisfying(
            SQLException.class, failed -> assertThat(failed.getErrorCode()).isEqualTo(629))
        .hasMessageContaining("suspended");
    assertThat(count(connection)).isZero();
  }

  @Test
  void aLostAnswerIsNotExecutedTwice() throws SQLException {
    server.loseAnswers(1);
    assertThat(update(connection, "insert into t values (1)")).isEqualTo(1);
    assertThat(count(connection)).isEqualTo(1);
    assertThat(
            server.requests().stream()
                .filter(request -> request.sql().equals("insert into t values (1)")))
        .hasSize(2);
  }

  @Test
  void anUnavailableServerIsAskedAgain() throws SQLException {
    server.unavailable(1);
    assertThat(update(connection, "insert into t values (1)")).isEqualTo(1);
    assertThat(count(connection)).isEqualTo(1);
  }
}
