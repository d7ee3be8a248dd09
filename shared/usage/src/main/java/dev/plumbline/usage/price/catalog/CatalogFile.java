package dev.plumbline.usage.price.catalog;

import dev.plumbline.kernel.Failure;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A catalog as a file: gzipped JSON with {@code version}, {@code units} and {@code providers}.
 *
 * @param catalog what it holds
 * @param unknownPriceKeys price keys in it that no unit has; those prices are left out
 * @param data the same as JSON
 */
public record CatalogFile(Catalog catalog, SortedSet<String> unknownPriceKeys, JsonNode data) {
  private static final String BUNDLED = "catalog.json.gz";
  private static final int MAX_BYTES = 64 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The catalog that comes with the program. */
  public static CatalogFile bundled() {
    try (InputStream resource = CatalogFile.class.getResourceAsStream(BUNDLED)) {
      if (resource == null) {
        throw new IllegalStateException("The bundled price catalog is missing.");
      }
      return parse(read(resource), "bundled");
    } catch (IOException unreadable) {
      throw new IllegalStateException("The bundled price catalog cannot be read.", unreadable);
    }
  }

  /**
   * A catalog kept in a file, or the package's own data file: a JSON array of providers, whose
   * units are then the bundled ones.
   */
  public static CatalogFile read(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      return parse(read(stream), file.getFileName().toString());
    } catch (IOException
        | JacksonException
        | IllegalArgumentException
        | ArithmeticException wrong) {
      throw new Failure.Misconfigured(
          "The price catalog %s cannot be used: %s.".formatted(file, wrong.getMessage()),
          "Take another with 'prices refresh', or remove the file to use the bundled one.");
    }
  }

  /** The catalog of data taken from a package. */
  public static CatalogFile of(String version, JsonNode units, JsonNode providers) {
    ObjectNode data = JSON.createObjectNode();
    data.put("version", version);
    data.set("units", units);
    data.set("providers", providers);
    return parse(data, version);
  }

  /** Puts it into a file, replacing that as a whole; the same catalog makes the same bytes. */
  public void write(Path file) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(fresh))) {
        out.write(JSON.writeValueAsBytes(data));
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new Failure.StoreUnavailable(
          "The price catalog %s cannot be written: %s.".formatted(file, unwritable.getMessage()),
          "Make room or point PLUMBLINE_HOME at a folder that you may write.",
          unwritable);
    }
  }

  private static CatalogFile parse(JsonNode data, String name) {
    boolean bare = data.isArray();
    if (!bare && !data.has("providers")) {
      throw new IllegalArgumentException("it is neither a list of providers nor a catalog");
    }
    JsonNode units = bare || !data.has("units") ? bundledUnits() : data.required("units");
    CatalogReader reader = new CatalogReader(units);
    String version = bare ? name : data.path("version").stringValue(name);
    JsonNode providers = bare ? data : data.required("providers");
    Catalog catalog = reader.read(version, providers);
    JsonNode whole = bare ? of(version, units, providers).data() : data;
    return new CatalogFile(catalog, reader.unknownPriceKeys(), whole);
  }

  private static JsonNode bundledUnits() {
    return bundled().data().required("units");
  }

  private static JsonNode read(InputStream stream) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(stream);
    buffered.mark(2);
    boolean zipped = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    byte[] bytes = (zipped ? new GZIPInputStream(buffered) : buffered).readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("it is larger than %d bytes".formatted(MAX_BYTES));
    }
    return JSON.readTree(new ByteArrayInputStream(bytes));
  }
}
