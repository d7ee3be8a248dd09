package dev.plumbline.admin.chargeback.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The forms that charges can be exported in. */
public enum ExportFormat {
  @JsonProperty("focus_csv")
  FOCUS_CSV("text/csv", "focus.csv"),
  @JsonProperty("focus_parquet")
  FOCUS_PARQUET("application/vnd.apache.parquet", "focus.parquet"),
  @JsonProperty("csv")
  CSV("text/csv", "costs.csv");

  private final String mimeType;
  private final String fileName;

  ExportFormat(String mimeType, String fileName) {
    this.mimeType = mimeType;
    this.fileName = fileName;
  }

  /** The type of its content. */
  public String mimeType() {
    return mimeType;
  }

  /** What its resource is called. */
  public String fileName() {
    return fileName;
  }

  /** Its name in questions and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
