package dev.plumbline.admin.answer;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.chargeback.ChargeReader;
import dev.plumbline.admin.chargeback.Credit;
import dev.plumbline.admin.chargeback.export.ChargeExport;
import dev.plumbline.admin.chargeback.export.ExportFormat;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What chargeback is asked about: whole days, and whose costs. */
public final class ChargeBooks {
  private final Control control;

  public ChargeBooks(Control control) {
    this.control = control;
  }

  /** The whole days that a text means; last month without one. */
  public TimeRange days(@Nullable String period, @Nullable String zone) {
    TimeRange range = control.period(period, "last month", zone).range();
    return TimeRange.ofDays(range.firstDay(), range.lastDay(), range.zone());
  }

  /** Days in words. */
  public static String words(TimeRange days) {
    return "%s (%s)".formatted(Period.text(days), days.zone());
  }

  /** The events of a department, or all. */
  public static List<Filter> filters(@Nullable String department) {
    return department == null
        ? List.of()
        : List.of(Filter.is(Dimension.DEPARTMENT, department.strip()));
  }

  /** The credits of days, of a department or all. */
  public List<Credit> credits(TimeRange days, @Nullable String department) {
    return control.accounts().credits().within(days).stream()
        .filter(credit -> department == null || credit.department().equals(department.strip()))
        .toList();
  }

  /** Names of keys by their ids. */
  public Map<String, String> keyNames() {
    Map<String, String> names = new TreeMap<>();
    for (ManagedKey key : control.backend().keys()) {
      names.put(key.id(), key.plan().name());
    }
    return names;
  }

  /** Ready to write the charges of days. */
  public ChargeExport export(TimeRange days, @Nullable String department) {
    return new ChargeExport(
        new ChargeReader(control.ledger(), filters(department)),
        credits(days, department),
        keyNames(),
        days);
  }

  /** Where an export of all departments can be read. */
  public static String uri(TimeRange days, ExportFormat format) {
    return "chargeback://%s/%s..%s/%s"
        .formatted(
            URLEncoder.encode(days.zone().getId(), StandardCharsets.UTF_8),
            days.firstDay(),
            days.lastDay(),
            format.fileName());
  }
}
