package dev.plumbline.admin.features;

import dev.plumbline.admin.answer.ChargeBooks;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.chargeback.export.BoundedText;
import dev.plumbline.admin.chargeback.export.ChargeExport;
import dev.plumbline.admin.chargeback.export.ExportFormat;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.feature.Completer;
import dev.plumbline.mcp.feature.Contents;
import dev.plumbline.mcp.feature.ResourceTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A period's charges in one format. */
record ChargebackResource(Control control, ExportFormat format) implements ResourceTemplate {
  private static final int MOST = 16 << 20;

  static List<ResourceTemplate> all(Control control) {
    return Stream.of(ExportFormat.values())
        .map(format -> (ResourceTemplate) new ChargebackResource(control, format))
        .toList();
  }

  @Override
  public String uriTemplate() {
    return "chargeback://{zone}/{period}/" + format.fileName();
  }

  @Override
  public String name() {
    return "chargeback as " + format.label();
  }

  @Override
  public String description() {
    return switch (format) {
      case FOCUS_CSV -> "What a period cost by day and meter, in FOCUS 1.4, as CSV.";
      case FOCUS_PARQUET -> "What a period cost by day and meter, in FOCUS 1.4, as Parquet.";
      case CSV -> "What a period cost by day and meter, for a spreadsheet.";
    };
  }

  @Override
  public String mimeType() {
    return format.mimeType();
  }

  @Override
  public Map<String, Completer> completers() {
    return Map.of("period", (_, _) -> List.of("last month", "this month", "last week"));
  }

  @Override
  public Contents read(Map<String, String> variables) {
    ChargeBooks books = new ChargeBooks(control);
    ChargeExport export =
        books.export(books.days(variables.get("period"), variables.get("zone")), null);
    try {
      if (format == ExportFormat.FOCUS_PARQUET) {
        return binary(export);
      }
      BoundedText text = new BoundedText(MOST);
      export.to(format, text);
      return new Contents.Text(text.toString());
    } catch (BoundedText.Full full) {
      throw tooLong();
    } catch (IOException failed) {
      throw new Failure.StoreUnavailable(
          "The export cannot be written to a temporary file.",
          "Check the space of the folder for temporary files.",
          failed);
    }
  }

  private Contents binary(ChargeExport export) throws IOException {
    Path folder = Files.createTempDirectory("plumbline");
    Path file = folder.resolve(format.fileName());
    try {
      export.to(format, file);
      if (Files.size(file) > MOST) {
        throw tooLong();
      }
      return new Contents.Binary(Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static Failure tooLong() {
    return new Failure.InvalidInput(
        "The export is longer than %d MB.".formatted(MOST >> 20),
        "Choose a shorter period, or write a file with export_chargeback.");
  }
}
