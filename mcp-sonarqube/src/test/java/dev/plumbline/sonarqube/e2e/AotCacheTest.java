package dev.plumbline.sonarqube.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.RawStdio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher on a copy of the built distribution: the AOT cache is used, and never a stale one.
 */
@Tag("dist")
class AotCacheTest {
  @TempDir private Path copy;

  private final Path root =
      Path.of(System.getProperty("plumbline.root", "..")).toAbsolutePath().normalize();

  @BeforeEach
  void copyTheDistribution() throws IOException {
    copyTree(root.resolve("bin"), copy.resolve("bin"));
    copyTree(root.resolve("mcp-sonarqube/target/dist"), copy.resolve("mcp-sonarqube/target/dist"));
  }

  @Test
  void theBuiltCacheIsUsed() throws IOException {
    assertThat(classesFromTheCache()).isGreaterThan(100);
  }

  @Test
  void aReplacedJarOfTheSameSizeAndTimeIsNotAnsweredByTheCache() throws IOException {
    Path jar = jar("plumbline-kernel");
    FileTime time = Files.getLastModifiedTime(jar);
    byte[] changed = Files.readAllBytes(jar);
    // A byte of an entry's stored time, which changes the content and nothing the JVM needs.
    changed[10] ^= 1;
    Files.write(jar, changed);
    Files.setLastModifiedTime(jar, time);
    assertThat(classesFromTheCache()).isZero();
  }

  @Test
  void anAddedJarIsNotAnsweredByTheCache() throws IOException {
    Path added = jar("plumbline-kernel").resolveSibling("zz-added.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(added))) {
      zip.putNextEntry(new ZipEntry("added.txt"));
    }
    assertThat(classesFromTheCache()).isZero();
  }

  @Test
  void withoutACacheItStartsPlainly() throws IOException {
    try (Stream<Path> files = Files.list(copy.resolve("mcp-sonarqube/target/dist"))) {
      for (Path cache : files.filter(file -> file.toString().endsWith(".aot")).toList()) {
        Files.delete(cache);
      }
    }
    assertThat(classesFromTheCache()).isZero();
  }

  /** How many classes of a library the JVM says it took from a cache; the JDK's own has none. */
  private long classesFromTheCache() throws IOException {
    Path log = copy.resolve("classes.log");
    Launch launch =
        Launch.of(copy.resolve("bin/mcp-sonarqube"))
            .home(copy.resolve("home"))
            .withVariable("PLUMBLINE_JAVA_OPTS", "-Xlog:class+load=info:file=" + log);
    try (RawStdio client = RawStdio.start(launch)) {
      assertThat(client.initialize("2025-11-25").toString()).contains("2025-11-25");
    }
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains("tools.jackson"))
          .filter(line -> line.contains("shared objects file"))
          .count();
    }
  }

  private Path jar(String artifact) throws IOException {
    try (Stream<Path> jars = Files.list(copy.resolve("mcp-sonarqube/target/dist/lib"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(artifact))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
