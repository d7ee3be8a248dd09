package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.control.AuditEntry;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.http.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The audit log of the last 30 days. What requests held is left out: it may have been a secret. */
final class PortkeyAudit {
  private static final Duration BACK = Duration.ofDays(30);
  private static final int PAGE = 100;

  private final PortkeyApi api;
  private final PortkeyKeys keys;

  PortkeyAudit(PortkeyApi api, PortkeyKeys keys) {
    this.api = api;
    this.keys = keys;
  }

  List<AuditEntry> newest(int limit, Instant now) {
    Query query =
        api.inWorkspace(Query.NONE)
            .and("start_time", now.minus(BACK).toString())
            .and("end_time", now.toString())
            .and("organisation_id", organisation());
    List<AuditEntry> all = new ArrayList<>();
    List<JsonNode> records =
        api.api()
            .pages(
                PAGE,
                page ->
                    api.api()
                        .get(
                            "audit-logs",
                            query.and("current_page", "" + page).and("page_size", "" + PAGE))
                        .path("records"));
    records.forEach(record -> all.add(entry(record)));
    all.sort(Comparator.comparing(AuditEntry::time).reversed());
    return all.stream().limit(limit).toList();
  }

  private String organisation() {
    return keys.all().stream()
        .map(key -> Fields.textOrEmpty(key, "organisation_id"))
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElseThrow(() ->
            new Failure.NotFound(
                "Portkey tells the organisation by its API keys, and there are none.",
                "Make a key first."));
  }

  private static AuditEntry entry(JsonNode record) {
    String uri = Fields.textOrEmpty(record, "uri");
    var after =
        Fields.object()
            .put("action", Fields.textOrEmpty(record, "action"))
            .put("request", Fields.textOrEmpty(record, "method") + " " + uri)
            .put("status", record.path("response_status_code").asInt(0));
    return new AuditEntry(
        Objects.requireNonNullElse(Fields.time(record, "timestamp"), Instant.EPOCH),
        Fields.textOrEmpty(record, "user_id"),
        Fields.textOrEmpty(record, "resource_type"),
        uri.substring(uri.lastIndexOf('/') + 1),
        null,
        after.toString(),
        0);
  }
}
