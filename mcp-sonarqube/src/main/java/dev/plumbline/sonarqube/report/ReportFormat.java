package dev.plumbline.sonarqube.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.function.Function;

/** The forms a report can take. */
public enum ReportFormat {
  @JsonProperty("markdown")
  MARKDOWN("text/markdown", "md", MarkdownReport::of),
  @JsonProperty("sarif")
  SARIF("application/sarif+json", "sarif", SarifReport::of),
  @JsonProperty("csv")
  CSV("text/csv", "csv", CsvReport::of);

  private final String mimeType;
  private final String extension;
  private final Function<ReportData, String> writer;

  ReportFormat(String mimeType, String extension, Function<ReportData, String> writer) {
    this.mimeType = mimeType;
    this.extension = extension;
    this.writer = writer;
  }

  /** The type of its content. */
  public String mimeType() {
    return mimeType;
  }

  /** How its files end, without the dot. */
  public String extension() {
    return extension;
  }

  /** The report as text. */
  public String write(ReportData data) {
    return writer.apply(data);
  }

  /** Its word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
