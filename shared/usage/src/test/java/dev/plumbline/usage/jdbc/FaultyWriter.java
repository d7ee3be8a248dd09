package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes batch after batch in a process of its own and tells of each that was acknowledged. */
final class FaultyWriter {
  static final int BATCH = 200;

  private FaultyWriter() {}

  /** Appends batches for ever, or with {@code hold} keeps the file open until its input ends. */
  public static void main(String[] arguments) throws SQLException, IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments.length > 1 && arguments[1].equals("hold")) {
      try (Connection held = DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
        out.println("holding " + held.getCatalog());
        System.in.read();
      }
      return;
    }
    try (LedgerWriter writer = new Ledgers(Map.of()).writer("duckdb:" + arguments[0])) {
      for (int batch = 0; ; batch++) {
        append(writer, batch, out);
      }
    }
  }

  private static void append(LedgerWriter writer, int batch, PrintStream out) throws IOException {
    while (true) {
      try {
        writer.append(batch(batch));
        out.println(batch);
        return;
      } catch (Failure.StoreUnavailable full) {
        out.println(full.getMessage());
        System.in.read();
      }
    }
  }

  /** The events of one batch: their texts are as long as prompts and do not compress. */
  static List<UsageEvent> batch(int number) {
    Random random = new Random(number);
    byte[] bytes = new byte[2_000];
    List<UsageEvent> events = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      random.nextBytes(bytes);
      events.add(
          LedgerContract.event(number + "/" + i, LedgerContract.NOON.plusSeconds(number))
              .serviceTier(HexFormat.of().formatHex(bytes))
              .build());
    }
    return events;
  }
}
