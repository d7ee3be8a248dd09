package dev.plumbline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.SecretSink;
import dev.plumbline.admin.tools.AdminTools;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.mcp.json.Json;
import dev.plumbline.mcp.schema.Arguments;
import dev.plumbline.mcp.schema.RecordSchemas;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.stats.analysis.Recommendation;
import dev.plumbline.stats.analysis.SavingRule;
import dev.plumbline.stats.analysis.Savings;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.sample.SampleOrganisation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the statistics recommend to call, the administration has, and takes as it is given. */
class SavingsCallsTest {
  private static final LocalDate LAST = LocalDate.of(2026, 10, 31);
  private static final RecordSchemas SCHEMAS = new RecordSchemas();

  @TempDir Path folder;

  @Test
  void everyCallThatCarriesASavingOutExists() {
    Map<String, ToolSpec<?, ?>> tools = new HashMap<>();
    for (Tool<?, ?> tool : AdminTools.all(control())) {
      tools.put(tool.spec().name(), tool.spec());
    }
    Set<String> kinds = new TreeSet<>();
    for (Recommendation saving : recommended()) {
      if (saving.way() instanceof Recommendation.Call call) {
        kinds.add(saving.kind().name());
        assertThat(tools).as(saving.title()).containsKey(call.tool());
        assertThat(bound(Objects.requireNonNull(tools.get(call.tool())), call.arguments()))
            .as(saving.title())
            .isNotNull();
      }
    }
    // Every kind that names a call is among them, or nothing would be checked.
    assertThat(kinds).containsExactly("CHEAPER_MODEL", "FAILED_REQUESTS", "RESPONSE_CACHE");
  }

  private static <I extends Record> I bound(ToolSpec<I, ?> tool, Map<String, Object> arguments) {
    return new Arguments<>(tool.input(), SCHEMAS.ofInput(tool.input()), Json.records())
        .bind(arguments);
  }

  private static Control control() {
    return new Control(
        () -> {
          throw new IllegalStateException("nothing is administered here");
        },
        new SecretSink(null),
        ZoneId.of("UTC"),
        Clock.systemUTC());
  }

  private List<Recommendation> recommended() {
    String file = "duckdb:" + folder.resolve("sample.duckdb");
    Prices prices = Prices.bundled();
    Ledgers ledgers = new Ledgers(Map.of());
    try (LedgerWriter writer = ledgers.writer(file)) {
      new SampleOrganisation(1, LAST, SampleOrganisation.USUAL_DAYS, 0.4)
          .events(event -> event.withCharge(prices.charge(event)))
          .gather(Gatherers.windowFixed(50_000))
          .forEach(writer::append);
    }
    TimeRange month = TimeRange.ofDays(LAST.minusDays(29), LAST, ZoneOffset.UTC);
    List<Recommendation> all = new ArrayList<>();
    try (LedgerReader ledger = ledgers.reader(file)) {
      for (SavingRule rule : Savings.rules()) {
        all.addAll(rule.recommend(ledger.query(rule.query(month, List.of()))));
      }
    }
    return all;
  }
}
