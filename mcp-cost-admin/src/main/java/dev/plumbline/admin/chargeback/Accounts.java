package dev.plumbline.admin.chargeback;

import dev.plumbline.mcp.file.ExportFolder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What chargeback needs beside the ledger.
 *
 * @param credits what departments get back
 * @param exports where files may be written
 */
public record Accounts(CreditFile credits, ExportFolder exports) {
  /** The environment variable that names the folder for files. */
  public static final String EXPORTS = "PLUMBLINE_EXPORTS";

  /** No credits, and no folder. */
  public static Accounts none() {
    return new Accounts(
        new CreditFile(Path.of("no-credits.csv"), false),
        new ExportFolder(Optional.empty(), EXPORTS));
  }
}
