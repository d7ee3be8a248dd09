package dev.plumbline.admin.setup.yaml;

import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.setup.Bounds;
import dev.plumbline.admin.setup.BudgetTerms;
import dev.plumbline.admin.setup.EntryChecks;
import dev.plumbline.admin.setup.KeyEntry;
import dev.plumbline.admin.setup.LimitTerms;
import dev.plumbline.control.VirtualKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads keys, as such or as the environments of a department. */
final class KeyReader {
  /** What every key may say of itself. */
  static final List<String> KEY =
      List.of(
          "models",
          "providers",
          "expires",
          "metadata",
          "task_types",
          "blocked",
          "id",
          "budgets",
          "limits");

  private final ZoneId zone;
  private final BoundsReader bounds;
  private final Claims claims;
  private final List<KeyEntry> keys = new ArrayList<>();

  KeyReader(ZoneId zone, BoundsReader bounds, Claims claims) {
    this.zone = zone;
    this.bounds = bounds;
    this.claims = claims;
  }

  /** All that were read. */
  List<KeyEntry> keys() {
    return keys;
  }

  /** One of the list of keys. */
  void key(Node node) {
    FieldSet fields =
        FieldSet.of(
            node,
            "key",
            BoundsReader.names(
                KEY,
                "name",
                "organisation",
                "department",
                "environment",
                "project",
                "task",
                "user"));
    VirtualKey.Owner owner =
        new VirtualKey.Owner(
            fields.text("organisation"),
            fields.text("department"),
            fields.text("environment"),
            fields.text("project"),
            fields.text("task"),
            fields.text("user"));
    add(fields, fields.required("name"), owner, Usual.NONE);
  }

  /**
   * What holds where a key says nothing.
   *
   * @param models allowed; empty for all
   * @param taskTypes null for none
   */
  record Usual(List<String> models, @Nullable List<String> taskTypes) {
    static final Usual NONE = new Usual(List.of(), null);
  }

  /** A key of some fields and an owner. */
  void add(FieldSet fields, String name, VirtualKey.Owner owner, Usual usual) {
    List<String> models = fields.texts("models");
    List<String> providers = fields.texts("providers");
    Instant expires = fields.time("expires", zone);
    KeyPlan plan =
        new KeyPlan(
            name,
            owner,
            models == null ? usual.models() : models,
            providers == null ? List.of() : providers,
            expires,
            metadata(fields, usual));
    fields.checked(() -> EntryChecks.key(plan));
    String id = fields.text("id");
    if (id != null) {
      claims.claim(fields.line(), "key's id", Arrays.asList("key", id));
    }
    KeyEntry entry = new KeyEntry(id, plan, fields.flag("blocked"), bounds(fields));
    claims.claim(
        fields.line(),
        "key's name and owner",
        Arrays.asList("key", entry.plan().name(), entry.plan().owner(), id));
    keys.add(entry);
  }

  private static SortedMap<String, String> metadata(FieldSet fields, Usual usual) {
    SortedMap<String, String> metadata = fields.map("metadata");
    List<String> own = fields.texts("task_types");
    boolean raw = metadata.containsKey(TaskTypes.NAME);
    if (own != null && raw) {
      throw fields.wrong("task_types", fields.value("task_types"), "Leave it out of the metadata.");
    }
    List<String> types = own == null && !raw ? usual.taskTypes() : own;
    if (types != null && !types.isEmpty()) {
      metadata.put(TaskTypes.NAME, fields.placed("task_types", () -> TaskTypes.joined(types)));
    }
    return metadata;
  }

  private Bounds bounds(FieldSet fields) {
    Claims own = new Claims();
    List<BudgetTerms> budgets = new ArrayList<>();
    for (Node node : fields.all("budgets")) {
      FieldSet one = FieldSet.of(node, "budget", BoundsReader.names(BoundsReader.BUDGET));
      BudgetTerms terms = bounds.budget(one);
      own.claim(one.line(), "budget", Arrays.asList(terms.window(), terms.id()));
      budgets.add(terms);
    }
    List<LimitTerms> limits = new ArrayList<>();
    for (Node node : fields.all("limits")) {
      FieldSet one = FieldSet.of(node, "limit", BoundsReader.names(BoundsReader.LIMIT));
      LimitTerms terms = bounds.limit(one);
      own.claim(one.line(), "limit", Arrays.asList(terms.kind(), terms.per(), terms.id()));
      limits.add(terms);
    }
    return new Bounds(budgets, limits);
  }
}
