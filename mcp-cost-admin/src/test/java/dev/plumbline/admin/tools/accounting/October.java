package dev.plumbline.admin.tools.accounting;

import dev.plumbline.admin.chargeback.Accounts;
import dev.plumbline.admin.chargeback.CreditFile;
import dev.plumbline.admin.chargeback.focus.FocusCheck;
import dev.plumbline.admin.world.Books;
import dev.plumbline.admin.world.World;
import dev.plumbline.mcp.file.ExportFolder;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.usage.UsageEvent;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Usage of October 2025, exported. */
final class October {
  private October() {}

  /** Puts it into a ledger. */
  static void fill(Path home) {
    List<UsageEvent> events = new ArrayList<>();
    events.add(Books.event("before", "2025-09-30T21:59:59Z", Books.of("ops")));
    events.add(Books.event("first", "2025-09-30T22:00:00Z", Books.of("ops", "project", "a\"b")));
    events.add(Books.event("last", "2025-10-31T22:59:59Z", Books.of(null)));
    events.add(Books.event("after", "2025-10-31T23:00:00Z", Books.of("ops")));
    for (int i = 0; i < 24; i++) {
      events.add(Books.event("dst" + i, "2025-10-26T%02d:30:00Z".formatted(i), Books.of("sales")));
    }
    for (String name : Books.HOSTILE) {
      events.add(Books.event(name, "2025-10-07T10:00:00Z", Books.of(name)));
    }
    events.add(Books.bill("bill", "2025-10-10T00:00:00Z", Books.of(null), "3.333333333333"));
    events.add(Books.bill("refund", "2025-10-10T00:00:01Z", Books.of("ops"), "-0.500000000001"));
    events.add(Books.hit("hit", "2025-10-12T00:00:00Z", Books.of("ops"), "0.07"));
    events.add(Books.unpriced("odd", "2025-10-11T10:00:00Z", Books.of("ops")));
    Books.write(home, events);
  }

  /** A gateway with that ledger, a credit, and a folder for exports. */
  static World world(Path home, Path exports) throws IOException {
    Path file = home.resolve("credits.csv");
    Files.writeString(
        file, "date,department,amount_usd,reason\n2025-10-26,ops,1.50,\"=outage, \"\"26th\"\"\"\n");
    return new World(
        home,
        null,
        new Accounts(
            new CreditFile(file, true),
            new ExportFolder(Optional.of(exports.toString()), Accounts.EXPORTS)));
  }

  /** Arguments about October in Berlin. */
  static Map<String, Object> october(Object... more) {
    Map<String, Object> all = new HashMap<>(Map.of("period", "2025-10", "zone", "Europe/Berlin"));
    for (int i = 0; i < more.length; i += 2) {
      all.put(String.valueOf(more[i]), more[i + 1]);
    }
    return all;
  }

  /** The text that an answer holds. */
  static String inline(McpSchema.CallToolResult result) {
    return result.content().stream()
        .filter(McpSchema.EmbeddedResource.class::isInstance)
        .map(McpSchema.EmbeddedResource.class::cast)
        .map(McpSchema.EmbeddedResource::resource)
        .map(McpSchema.TextResourceContents.class::cast)
        .map(McpSchema.TextResourceContents::text)
        .findFirst()
        .orElseThrow(() -> new AssertionError(TestClient.text(result)));
  }

  /** The values of a column. */
  static Set<String> texts(List<Map<String, @Nullable String>> rows, String column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The billed cost of a category. */
  static BigDecimal total(List<Map<String, @Nullable String>> rows, String category) {
    return rows.stream()
        .filter(row -> category.equals(row.get("ChargeCategory")))
        .map(row -> FocusCheck.number(row, "BilledCost"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
