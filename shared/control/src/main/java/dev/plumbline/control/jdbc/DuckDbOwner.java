package dev.plumbline.control.jdbc;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;

/** A DuckDB file that this process owns until it is closed. */
final class DuckDbOwner implements Connections {
  private static final Pattern HOLDER = Pattern.compile("PID (\\d+)");
  private static final List<String> SAME_PROCESS =
      List.of(
          "different configuration than existing connections",
          "Unique file handle conflict",
          "already attached");

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  /** Opens a file, which is made if need be; {@code StoreUnavailable} while another owns it. */
  DuckDbOwner(Path path) {
    this.file = path.toAbsolutePath().normalize();
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      this.connection = open();
    } catch (IOException failed) {
      throw new Failure.StoreUnavailable(
          "The folder of " + file + " cannot be made: " + failed.getMessage() + ".",
          "Check its parent and its permissions.",
          failed);
    } catch (SQLException failed) {
      throw explained(failed);
    }
  }

  @Override
  public String location() {
    return file.toString();
  }

  @Override
  public <T> T run(Work<T> work) {
    lock.lock();
    try {
      return Transactions.run(connection, work);
    } catch (SQLException failed) {
      throw StoreFailures.of("control store", location(), failed);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException failed) {
      throw StoreFailures.of("control store", location(), failed);
    } finally {
      lock.unlock();
    }
  }

  private Connection open() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("enable_external_access", "false");
    settings.setProperty("threads", "1");
    // Makes two owners of one process exclude each other as two processes do.
    settings.setProperty("custom_user_agent", UUID.randomUUID().toString());
    Connection opened = new DuckDBDriver().connect("jdbc:duckdb:" + file, settings);
    if (opened == null) {
      throw new SQLException("the driver does not know the location " + file);
    }
    return opened;
  }

  private Failure explained(SQLException failed) {
    String message = String.valueOf(failed.getMessage());
    if (SAME_PROCESS.stream().anyMatch(message::contains)) {
      return owned(String.valueOf(ProcessHandle.current().pid()), failed);
    }
    if (message.contains("Could not set lock")) {
      Matcher holder = HOLDER.matcher(message);
      return owned(holder.find() ? holder.group(1) : "unknown", failed);
    }
    if (message.contains("not a valid DuckDB database")) {
      return new Failure.Misconfigured(
          "The file " + file + " is not a DuckDB database.", "Name another file.");
    }
    return StoreFailures.of("control store", location(), failed);
  }

  private Failure owned(String process, SQLException failed) {
    return new Failure.StoreUnavailable(
        "The control store %s is in use by process %s.".formatted(file, process),
        "Stop that process first, or use PostgreSQL for several replicas.",
        failed);
  }
}
