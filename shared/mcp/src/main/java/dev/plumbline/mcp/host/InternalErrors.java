package dev.plumbline.mcp.host;

import dev.plumbline.mcp.audit.Redactor;
import dev.plumbline.mcp.text.Text;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs defects on one line each and gives the client an id instead of the details. */
public final class InternalErrors {
  private static final Logger LOG = LoggerFactory.getLogger(InternalErrors.class);
  private static final int FRAMES = 12;

  private final SecureRandom random = new SecureRandom();

  /** Logs the defect and returns the sentence for the client. */
  public String report(String where, Throwable defect) {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    LOG.error("internal error {} in {}: {}", id, Text.oneLine(where), describe(defect));
    return "Internal error " + id + ". The server's log has the details under this id.";
  }

  private static String describe(Throwable defect) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = defect; cause != null; cause = cause.getCause()) {
      text.append(Text.oneLine(Redactor.redact(cause.toString())));
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        text.append(" < ").append(frames[i]);
      }
      text.append(cause.getCause() == null ? "" : " caused by ");
    }
    return text.toString();
  }
}
