package dev.plumbline.gateway.admin;

import dev.plumbline.control.EntryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The table of everything that the admin API does. */
final class Operations {
  /** All of them; no two have the same method and path. */
  static final List<Operation> ALL = all();

  private Operations() {}

  /** An operation and the variable parts of the path that meant it. */
  record Found(Operation operation, Map<String, String> path) {}

  private static List<Operation> all() {
    List<Operation> all = new ArrayList<>(KeyOperations.all());
    for (EntryKind kind : EntryKind.values()) {
      all.addAll(EntryOperations.of(kind));
    }
    all.addAll(AlertOperations.all());
    all.addAll(BudgetOperations.all());
    all.addAll(UsageOperations.all());
    all.addAll(StatusOperations.all());
    all.addAll(TokenOperations.all());
    return List.copyOf(all);
  }

  /** The operation that a request means. */
  static Found find(String method, String path) {
    Set<String> others = new TreeSet<>();
    for (Operation operation : ALL) {
      var values = operation.path().match(path);
      if (values.isPresent() && operation.method().equals(method)) {
        return new Found(operation, values.get());
      }
      if (values.isPresent()) {
        others.add(operation.method());
      }
    }
    if (others.isEmpty()) {
      throw new Refused(
          404,
          "not_found",
          "The admin API has nothing at this path.",
          "GET /admin/v1/openapi.json lists what there is.");
    }
    String allowed = String.join(", ", others);
    throw new Refused(
        405,
        "method_not_allowed",
        "That cannot be done here.",
        "Use " + allowed + ".",
        Map.of("allow", allowed));
  }
}
