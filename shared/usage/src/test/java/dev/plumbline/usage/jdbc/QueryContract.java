package dev.plumbline.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Splitting, filtering, ordering, limiting and comparing. */
abstract class QueryContract extends LedgerContract {
  @BeforeEach
  void fill() {
    writer.append(
        List.of(
            by("1", "ada", "0.100000000001", Map.of("project", "x")),
            by("2", "ada", "0.2", Map.of("project", "y", "a.b/c~d \"e\"", "odd")),
            by("3", "bob", "0.4", Map.of()),
            by("4", null, "0.8", Map.of("project", "x")),
            event("5", NOON).build()));
  }

  private static UsageEvent by(
      String id, @Nullable String user, String dollars, Map<String, String> tags) {
    UsageEvent event = priced(id, NOON.plusSeconds(Long.parseLong(id)), dollars);
    Attribution who =
        new Attribution(null, null, null, null, null, user, null, new TreeMap<>(tags));
    return event(id, event.time()).attribution(who).charge(event.charge()).build();
  }

  /** Keys and first value of each row. */
  private List<String> rows(UsageQuery query) {
    return text(reader.query(query));
  }

  private static List<String> text(UsageTable table) {
    return table.rows().stream()
        .map(row ->
            String.join("|", row.keys().stream().map(String::valueOf).toList())
                + " "
                + number(row.values().getFirst())
                + (row.before().isEmpty() ? "" : " " + number(row.before().getFirst())))
        .toList();
  }

  private static String number(java.math.@Nullable BigDecimal value) {
    return value == null ? "-" : value.stripTrailingZeros().toPlainString();
  }

  @Test
  void splitsByAColumn() {
    assertThat(rows(UsageQuery.of(MARCH, Measure.COST).by(Dimension.USER)))
        .containsExactly("null 0.8", "bob 0.4", "ada 0.300000000001");
    assertThat(rows(UsageQuery.of(MARCH, Measure.COST))).containsExactly(" 1.500000000001");
  }

  @Test
  void splitsByTags() {
    List<By> by = List.of(new By.Tag("project"), new By.Tag("a.b/c~d \"e\""));
    UsageQuery query =
        new UsageQuery(MARCH, null, by, List.of(), List.of(Measure.REQUESTS), null, null, null);
    assertThat(rows(query)).containsExactly("x|null 2", "null|null 2", "y|odd 1");
  }

  @Test
  void filtersAlsoForWhatIsNotKnown() {
    assertThat(matching(false, "ada")).isEqualTo("2");
    assertThat(matching(false, "ada", "bob", "nobody")).isEqualTo("3");
    assertThat(matching(false, (String) null)).isEqualTo("2");
    assertThat(matching(false, "bob", null)).isEqualTo("3");
    assertThat(matching(false)).isEqualTo("0");
    assertThat(matching(true, "ada")).isEqualTo("3");
    assertThat(matching(true, (String) null)).isEqualTo("3");
    assertThat(matching(true, "ada", null)).isEqualTo("1");
    assertThat(matching(true)).isEqualTo("5");
  }

  private String matching(boolean not, @Nullable String... values) {
    Filter filter = new Filter(By.of(Dimension.USER), Arrays.asList(values), not);
    UsageQuery query = UsageQuery.of(MARCH, Measure.REQUESTS).where(List.of(filter));
    assertThat(
            reader.events(new EventSearch(MARCH, List.of(filter), EventSearch.Order.COST, 10, 0)))
        .hasSize(reader.query(query).only().values().getFirst().intValueExact());
    return rows(query).getFirst().strip();
  }

  @Test
  void limitsAndSaysThatThereIsMore() {
    UsageTable top = reader.query(UsageQuery.of(MARCH, Measure.COST).by(Dimension.USER).top(2));
    assertThat(text(top)).containsExactly("null 0.8", "bob 0.4");
    assertThat(top.more()).isTrue();
    assertThat(reader.query(UsageQuery.of(MARCH, Measure.COST).by(Dimension.USER).top(3)).more())
        .isFalse();
    assertThatThrownBy(() -> reader.query(UsageQuery.of(MARCH, Measure.COST).top(0)))
        .isInstanceOf(Failure.InvalidInput.class);
  }

  @Test
  void ordersByAnyMeasureAndBreaksTiesByName() {
    UsageQuery.Order cheapest = new UsageQuery.Order(Measure.COST, false);
    UsageQuery query =
        new UsageQuery(
            MARCH,
            null,
            List.of(By.of(Dimension.USER)),
            List.of(),
            List.of(Measure.REQUESTS, Measure.COST),
            cheapest,
            null,
            null);
    assertThat(rows(query)).containsExactly("ada 2", "bob 1", "null 2");
    assertThat(rows(UsageQuery.of(MARCH, Measure.UNPRICED).by(Dimension.USER)))
        .containsExactly("null 1", "ada 0", "bob 0");
    assertThatThrownBy(() ->
            reader.query(
                UsageQuery.of(MARCH, Measure.COST)
                    .by(Dimension.USER)
                    .in(MARCH)
                    .where(List.of())
                    .every(Grain.DAY)
                    .top(1)
                    .comparedTo(MARCH)
                    .by(Collections.nCopies(13, Dimension.USER).toArray(Dimension[]::new))))
        .isInstanceOf(Failure.InvalidInput.class);
  }

  @Test
  void splitsByWhatIsKnownOfPrices() {
    Cost paid = Cost.lump(new BigDecimal("2"));
    writer.append(
        List.of(
            priced("7", NOON, "1").withCharge(new Charge(paid, null, "bill", null)),
            priced("8", NOON, "1").withCharge(new Charge(paid, BigDecimal.TEN, "list", null))));
    UsageQuery query = UsageQuery.of(MARCH, Measure.COST).by(Dimension.PRICED);
    assertThat(rows(query)).containsExactly("yes 3.500000000001", "cost 2", "no 0");
    assertThat(rows(query.where(List.of(Filter.is(Dimension.PRICED, "cost")))))
        .containsExactly("cost 2");
    assertThat(reader.values(Dimension.PRICED, "", 9)).contains("yes", "cost", "no");
  }

  @Test
  void comparesWithAnotherRange() {
    writer.append(
        List.of(
            priced("f1", NOON.minusSeconds(20 * 86_400L), "0.5"), by("6", "bob", "0", Map.of())));
    UsageQuery query =
        UsageQuery.of(MARCH, Measure.COST)
            .by(Dimension.USER)
            .comparedTo(days("2026-02-01", "2026-02-28", "UTC"));
    assertThat(rows(query)).containsExactly("null 0.8 0.5", "bob 0.4 0", "ada 0.300000000001 0");
    UsageQuery swapped = query.in(days("2026-02-01", "2026-02-28", "UTC")).comparedTo(MARCH).top(2);
    assertThat(rows(swapped)).containsExactly("null 0.5 0.8", "ada 0 0.300000000001");
    assertThat(reader.query(swapped).more()).isTrue();
    assertThat(rows(UsageQuery.of(MARCH, Measure.COST).comparedTo(MARCH)))
        .containsExactly(" 1.500000000001 1.500000000001");
  }

  @Test
  void findsValuesMostSpentFirst() {
    assertThat(reader.values(Dimension.USER, "", 10)).containsExactly("bob", "ada");
    assertThat(reader.values(Dimension.USER, "B", 10)).containsExactly("bob");
    assertThat(reader.values(Dimension.USER, "%", 10)).isEmpty();
    assertThat(reader.values(Dimension.HOUR_OF_DAY, "", 10)).containsExactly("12");
    assertThat(reader.values(Dimension.MODEL, "claude", 1)).containsExactly("claude-sonnet-4-5");
  }

  @Test
  void answersAQuestionAboutNothing() {
    UsageQuery query =
        UsageQuery.of(
            days("2020-01-01", "2020-01-02", "UTC"),
            Measure.COST,
            Measure.LATENCY_P95,
            Measure.USERS);
    assertThat(reader.query(query).only().values().stream().map(String::valueOf))
        .containsExactly("0E-12", "null", "0");
    assertThat(reader.query(query.by(Dimension.USER)).rows()).isEmpty();
  }

  @Test
  void ordersSingleEvents() {
    assertThat(ids(EventSearch.Order.COST)).containsExactly("4", "3", "2", "1", "5");
    assertThat(ids(EventSearch.Order.NEWEST)).containsExactly("4", "3", "2", "1", "5");
    assertThat(ids(EventSearch.Order.OLDEST)).containsExactly("5", "1", "2", "3", "4");
    EventSearch page = new EventSearch(MARCH, List.of(), EventSearch.Order.OLDEST, 2, 1);
    assertThat(reader.events(page).stream().map(UsageEvent::id)).containsExactly("1", "2");
  }

  private List<String> ids(EventSearch.Order order) {
    return reader.events(new EventSearch(MARCH, List.of(), order, 10, 0)).stream()
        .map(UsageEvent::id)
        .toList();
  }
}
