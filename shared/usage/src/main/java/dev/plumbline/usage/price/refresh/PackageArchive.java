package dev.plumbline.usage.price.refresh;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.price.catalog.CatalogFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the catalog out of the packed npm package, whose script is read as data and never run. */
final class PackageArchive {
  static final String PACKAGE = "@pydantic/genai-prices";

  private static final String SCRIPT = "package/dist/index.js";
  private static final String MANIFEST = "package/package.json";
  private static final int MAX_BYTES = 64 << 20;
  private static final Pattern PROVIDERS = Pattern.compile("\\[\\s*\\{\\s*\"?id\"?\\s*:");
  private static final Pattern UNITS =
      Pattern.compile("\\{\\s*\"?\\w+\"?\\s*:\\s*\\{\\s*\"?dimensions\"?\\s*:");

  private PackageArchive() {}

  static CatalogFile read(Path archive) {
    try {
      Map<String, String> files = files(archive);
      String script = files.get(SCRIPT);
      String manifest = files.get(MANIFEST);
      if (script == null || manifest == null) {
        throw new IllegalArgumentException("it lacks " + SCRIPT + " or " + MANIFEST);
      }
      JsonNode about = new JsonMapper().readTree(manifest);
      if (!PACKAGE.equals(about.path("name").stringValue(""))) {
        throw new IllegalArgumentException("it is not the package " + PACKAGE);
      }
      JsonNode providers = ScriptData.find(script, PROVIDERS, PackageArchive::listsProviders);
      JsonNode units = ScriptData.find(script, UNITS, PackageArchive::definesUnits);
      String version = "genai-prices " + about.required("version").stringValue();
      return CatalogFile.of(version, units, providers);
    } catch (IOException
        | JacksonException
        | IllegalArgumentException
        | ArithmeticException wrong) {
      throw new Failure.InvalidInput(
          "The package %s cannot be used: %s.".formatted(archive, wrong.getMessage()),
          "Give the .tgz that 'npm pack " + PACKAGE + "' makes.");
    }
  }

  private static boolean listsProviders(JsonNode literal) {
    return literal.isArray() && !literal.isEmpty() && literal.path(0).has("models");
  }

  private static boolean definesUnits(JsonNode literal) {
    return literal.has("input_tokens");
  }

  private static Map<String, String> files(Path archive) throws IOException {
    Map<String, String> files = new HashMap<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals(SCRIPT) || entry.getName().equals(MANIFEST)) {
          byte[] bytes = tar.readNBytes(MAX_BYTES + 1);
          if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(entry.getName() + " is too large");
          }
          files.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return files;
  }
}
