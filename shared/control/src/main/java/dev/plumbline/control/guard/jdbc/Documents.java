package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.Budget;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Subject;
import dev.plumbline.control.json.EntryJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reservations and subjects as JSON in the tables. */
final class Documents {
  private Documents() {}

  static String of(Subject subject) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Keys.of(subject).forEach(json::put);
    return json.toString();
  }

  /** The part of a reservation's document that says whose it is; nothing else can look like it. */
  static String mark(String replica) {
    return "\"replica\":" + JsonNodeFactory.instance.stringNode(replica);
  }

  /** What of a reservation has no column. */
  static String of(Reservation wanted, String replica) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("replica", replica);
    json.put("tokens", wanted.tokens());
    json.put("lasts", wanted.lasts().toString());
    ArrayNode budgets = json.putArray("budgets");
    wanted.budgets().forEach(budget -> budgets.add(EntryJson.stored(budget)));
    ArrayNode limits = json.putArray("limits");
    wanted.limits().forEach(limit -> limits.add(EntryJson.stored(limit)));
    return json.toString();
  }

  static Reservation reservation(
      String id, Instant time, String subject, @Nullable BigDecimal cost, String document) {
    JsonNode json = EntryJson.parse(document);
    List<Budget> budgets = new ArrayList<>();
    json.get("budgets")
        .forEach(one -> budgets.add((Budget) EntryJson.readStored(EntryKind.BUDGET, one)));
    List<Limit> limits = new ArrayList<>();
    json.get("limits")
        .forEach(one -> limits.add((Limit) EntryJson.readStored(EntryKind.LIMIT, one)));
    return new Reservation(
        id,
        time,
        subject(subject),
        cost,
        json.get("tokens").longValue(),
        budgets,
        limits,
        Duration.parse(json.get("lasts").asString()));
  }

  private static Subject subject(String text) {
    JsonNode json = EntryJson.parse(text);
    String key = value(json, Level.KEY);
    String model = value(json, Level.MODEL);
    return new Subject(
        key == null ? "" : key,
        value(json, Level.ORGANISATION),
        value(json, Level.DEPARTMENT),
        value(json, Level.ENVIRONMENT),
        value(json, Level.PROJECT),
        value(json, Level.TASK),
        value(json, Level.USER),
        model == null ? "" : model);
  }

  private static @Nullable String value(JsonNode json, Level level) {
    JsonNode value = json.get(level.label());
    return value == null ? null : value.asString();
  }
}
