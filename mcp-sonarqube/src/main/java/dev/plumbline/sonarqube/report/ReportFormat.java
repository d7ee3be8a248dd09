package dev.plumbline.sonarqube.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The forms a report can take. */
public enum ReportFormat {
  @JsonProperty("markdown")
  MARKDOWN("text/markdown", "md"),
  @JsonProperty("sarif")
  SARIF("application/sarif+json", "sarif"),
  @JsonProperty("csv")
  CSV("text/csv", "csv");

  private final String mimeType;
  private final String extension;

  ReportFormat(String mimeType, String extension) {
    this.mimeType = mimeType;
    this.extension = extension;
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
    return switch (this) {
      case MARKDOWN -> MarkdownReport.of(data);
      case SARIF -> SarifReport.of(data);
      case CSV -> CsvReport.of(data);
    };
  }

  /** Its word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
