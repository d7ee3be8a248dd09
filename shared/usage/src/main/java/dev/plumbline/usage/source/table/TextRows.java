package dev.plumbline.usage.source.table;

import dev.plumbline.kernel.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads CSV, JSON and JSON Lines, plain or gzipped; which of them it is, the file itself tells. */
public final class TextRows implements RowReader {
  private static final int PEEK = 64 * 1024;

  @Override
  public void read(Path file, Rows rows) {
    try (InputStream raw = Files.newInputStream(file)) {
      boolean packed = file.toString().endsWith(".gz");
      InputStream in = new BufferedInputStream(packed ? new GZIPInputStream(raw) : raw, PEEK);
      long total = packed ? 0 : Files.size(file);
      String origin = file.toString();
      in.mark(PEEK);
      byte[] beginning = in.readNBytes(PEEK - 1);
      in.reset();
      switch (TextFormat.of(beginning)) {
        case JSON -> new JsonDocument(origin).read(in, rows);
        case JSON_LINES -> new JsonLines(origin, total).read(in, rows);
        case CSV -> new CsvRows(origin, total).read(in, rows);
      }
    } catch (IOException unreadable) {
      throw new Failure.InvalidInput(
          "The file " + file + " cannot be read: " + unreadable.getMessage() + ".",
          "Check that it exists and that you may read it.");
    }
  }
}
