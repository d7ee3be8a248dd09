package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB file, held only while it is read or written, so that many processes can share it: any
 * number of readers, or one writer. Who finds it taken waits a while.
 */
final class DuckDbFile implements Database {
  private static final Pattern HOLDER = Pattern.compile("PID (\\d+)");
  private static final List<String> SAME_PROCESS =
      List.of(
          "different configuration than existing connections",
          "Unique file handle conflict",
          "already attached");

  /** The columns of some 100,000 rows fill blocks of this size better than larger ones. */
  private static final String BLOCK = "65536";

  private final Path file;
  private final Duration readerPatience;
  private final Duration writerPatience;
  private final Dialect dialect = new DuckDbDialect();
  private final ReentrantLock writing = new ReentrantLock();
  private final WriterSign sign;
  private final KeptConnection kept;

  /** Makes two writers of one process exclude each other as two processes do. */
  private final String owner = UUID.randomUUID().toString();

  /**
   * Names a file.
   *
   * @param file absolute and normal
   * @param readerPatience how long a question waits for other processes that hold it
   * @param writerPatience how long a batch does
   */
  DuckDbFile(Path file, Duration readerPatience, Duration writerPatience) {
    this.file = file;
    this.readerPatience = readerPatience;
    this.writerPatience = writerPatience;
    this.sign = new WriterSign(file);
    this.kept = new KeptConnection(this::forQuestions, sign);
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public String location() {
    return file.toString();
  }

  @Override
  public <T> T read(Work<T> work) {
    try {
      return kept.ask(work);
    } catch (SQLException failed) {
      throw SqlFailures.of(location(), failed);
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    writing.lock();
    try {
      makeFolder();
      return kept.without(() -> alone(work));
    } catch (SQLException failed) {
      throw SqlFailures.of(location(), failed);
    } finally {
      writing.unlock();
    }
  }

  private <T> T alone(Work<T> work) throws SQLException {
    try (Connection connection = open(false)) {
      if (!Schema.isCurrent(connection)) {
        Schema.migrate(connection, dialect, location());
      }
      Staging.make(connection, dialect);
      return Transactions.run(connection, dialect, work);
    }
  }

  @Override
  public void close() {
    kept.close();
  }

  private Connection forQuestions() throws SQLException {
    Connection connection = open(true);
    boolean fit = false;
    try {
      if (!Schema.isCurrent(connection)) {
        Schema.check(connection, dialect, location());
      }
      fit = true;
      return connection;
    } finally {
      if (!fit) {
        connection.close();
      }
    }
  }

  private Connection open(boolean readOnly) throws SQLException {
    Duration patience = readOnly ? readerPatience : writerPatience;
    long deadline = System.nanoTime() + patience.toNanos();
    long pause = 2;
    boolean signs = false;
    try {
      while (true) {
        try {
          return connect(readOnly);
        } catch (SQLException failed) {
          waited(failed, deadline, patience);
          if (!readOnly) {
            sign.raise();
            signs = true;
          }
          Pause.millis(pause);
          pause = Math.min(pause * 2, 100);
        }
      }
    } finally {
      if (signs) {
        sign.lower();
      }
    }
  }

  /** Gives up on what waiting does not mend, and when it took too long. */
  private void waited(SQLException failed, long deadline, Duration patience) {
    String holder = holder(failed);
    if (holder == null) {
      throw explained(failed);
    }
    if (System.nanoTime() > deadline) {
      throw new Failure.StoreUnavailable(
          "The ledger %s is in use by process %s; waited %d s for it."
              .formatted(file, holder, patience.toSeconds()),
          "Wait until that process has finished, or stop it, and try again.",
          failed);
    }
  }

  private Connection connect(boolean readOnly) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("duckdb.read_only", String.valueOf(readOnly));
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("enable_external_access", "false");
    settings.setProperty("default_block_size", BLOCK);
    settings.setProperty("custom_user_agent", readOnly ? "plumbline-reader" : owner);
    Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, settings);
    if (connection == null) {
      throw new SQLException("the driver does not know the location " + file);
    }
    return connection;
  }

  private static @Nullable String holder(SQLException failed) {
    String message = String.valueOf(failed.getMessage());
    if (SAME_PROCESS.stream().anyMatch(message::contains)) {
      return String.valueOf(ProcessHandle.current().pid());
    }
    if (!message.contains("Could not set lock")) {
      return null;
    }
    Matcher matcher = HOLDER.matcher(message);
    return matcher.find() ? matcher.group(1) : "unknown";
  }

  private Failure explained(SQLException failed) {
    String message = String.valueOf(failed.getMessage());
    if (message.contains("does not exist")) {
      return new Failure.NotFound(
          "There is no ledger at " + file + ".", "Import usage first, or name another ledger.");
    }
    if (message.contains("not a valid DuckDB database")) {
      return new Failure.Misconfigured(
          "The file " + file + " is not a DuckDB database.", "Name a ledger's file.");
    }
    return SqlFailures.of(location(), failed);
  }

  private void makeFolder() {
    Path folder = file.getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException failed) {
      throw new Failure.StoreUnavailable(
          "The folder " + folder + " cannot be made: " + failed.getMessage() + ".",
          "Check its parent and its permissions.",
          failed);
    }
  }
}
