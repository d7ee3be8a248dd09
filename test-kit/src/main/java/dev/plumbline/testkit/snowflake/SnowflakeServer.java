package dev.plumbline.testkit.snowflake;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.testkit.snowflake.jdbc.Engine;
import dev.plumbline.testkit.snowflake.jdbc.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * A Snowflake account for tests on a free port of loopback, for the real JDBC driver; its data is
 * in memory and ends with it.
 *
 * <p>It checks the wire, the bindings, the session and a handful of rules that DuckDB lacks, not
 * Snowflake's SQL semantics. What differs: identifiers are never case-sensitive; times keep
 * microseconds; {@code avg} of decimals is a double; a failed statement ends an open transaction.
 */
public final class SnowflakeServer implements AutoCloseable {
  /** The account's name. */
  public static final String ACCOUNT = "TESTING";

  /** A database of the account; its schema is {@code PUBLIC}. */
  public static final String DATABASE = "PLUMBLINE";

  /** A user of the account. */
  public static final String USER = "LEDGER";

  /** The password of {@link #USER}. */
  public static final String PASSWORD = "correct horse";

  private final Engine engine = new Engine(DATABASE);
  private final Faults faults = new Faults();
  private final Credentials credentials = new Credentials(ACCOUNT);
  private final Sessions sessions = new Sessions(engine);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer http;
  private final Routes routes;

  private SnowflakeServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    routes = new Routes(url(), credentials, sessions, faults);
    http.setExecutor(threads);
    http.createContext("/", routes);
    http.start();
  }

  /** Starts an account with {@link #USER}, {@link #PASSWORD} and {@link #DATABASE}. */
  public static SnowflakeServer start() {
    try {
      SnowflakeServer server = new SnowflakeServer();
      server.allow(USER, PASSWORD);
      return server;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Such as {@code 127.0.0.1:40123}. */
  public String address() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  /** The address for the driver, without properties. */
  public String jdbcUrl() {
    return "jdbc:snowflake://" + address() + "/";
  }

  /** What the driver needs beside the address, apart from a user and a password or key. */
  public Properties transportProperties() {
    Properties properties = new Properties();
    properties.setProperty("account", ACCOUNT);
    properties.setProperty("db", DATABASE);
    properties.setProperty("schema", "PUBLIC");
    properties.setProperty("warehouse", "WH");
    properties.setProperty("role", "ANALYST");
    properties.setProperty("ssl", "off");
    properties.setProperty("disablePlatformDetection", "true");
    properties.setProperty("CLIENT_TELEMETRY_ENABLED", "false");
    return properties;
  }

  /** The properties of a login as {@link #USER} by password. */
  public Properties passwordProperties() {
    Properties properties = transportProperties();
    properties.setProperty("user", USER);
    properties.setProperty("password", PASSWORD);
    return properties;
  }

  /** Lets a user in by password. */
  public void allow(String user, String password) {
    credentials.allow(user, password);
  }

  /** Lets a user in by key pair. */
  public void allow(String user, PublicKey key) {
    credentials.allow(user, key);
  }

  /** Makes every session's token expire once; the driver renews it. */
  public void expireSessions() {
    sessions.expire();
  }

  /** Forgets every session, rolling back what is open; only a new login helps. */
  public void endSessions() {
    sessions.end();
  }

  /** Lets every statement take at least this long from now on; zero ends it. */
  public void slow(Duration each) {
    faults.slow(each);
  }

  /** Fails the next statement with a code such as {@code 000629}. */
  public void fail(String code, String message) {
    fail(sql -> true, code, "57014", message);
  }

  /** Fails the next statement whose text matches. */
  public void fail(Predicate<String> sql, String code, String sqlState, String message) {
    faults.fail(sql, new Rejection(code, sqlState, message));
  }

  /** Answers the next requests with HTTP status 503. */
  public void unavailable(int requests) {
    faults.unavailable(requests);
  }

  /** Executes the next statements, but cuts the connection instead of answering. */
  public void loseAnswers(int answers) {
    faults.lose(answers);
  }

  /** Sends results of more rows in chunks of this size; 10,000 unless set. */
  public void chunkRows(int rows) {
    routes.chunkRows(rows);
  }

  /** How many sessions are open. */
  public int openSessions() {
    return sessions.count();
  }

  /** What arrived so far, in order. */
  public List<Request> requests() {
    return routes.requests();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    sessions.end();
    engine.close();
  }
}
