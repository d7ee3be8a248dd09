package dev.plumbline.admin.setup.yaml;

import dev.plumbline.admin.setup.Bounds;
import dev.plumbline.admin.setup.BudgetTerms;
import dev.plumbline.admin.setup.KeyEntry;
import dev.plumbline.admin.setup.LimitTerms;
import dev.plumbline.admin.setup.SetUp;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a set-up as a file that {@link SetUpReader} reads back as the same. */
public final class SetUpWriter {
  private static final String HEADER =
      """
      # A Plumbline set-up: keys, budgets, rate limits, routes and cache policies.
      # The tool apply_setup shows what would change, then changes only what differs.
      # - A key is known by its name and owner. Secrets and providers' credentials are never here.
      # - Each environment of a department is one key, named "DEPARTMENT ENVIRONMENT" unless 'key'
      #   names it. 'models' [] allows all; 'task_types' say what it is for.
      # - Left out means usual: period month, at_limit refuse, zone as below. Left out, 'blocked',
      #   'warn_at' and 'name' of a budget stay as they are, and so do one-off raises.
      # - What is there but not here is reported; only prune=true removes it.
      """;

  private final SetUp setUp;
  private final ZoneId zone;
  private final EntryWriter entries;

  private SetUpWriter(SetUp setUp) {
    this.setUp = setUp;
    this.zone = usualZone(setUp);
    this.entries = new EntryWriter(zone);
  }

  /**
   * The file.
   *
   * @param notes comments, such as what the system cannot tell; one line each
   */
  public static String write(SetUp setUp, List<String> notes) {
    return new SetUpWriter(setUp).whole(notes);
  }

  /** The zone that most budgets count in. */
  private static ZoneId usualZone(SetUp setUp) {
    Map<ZoneId, Integer> counts = new HashMap<>();
    Stream.concat(setUp.keys().stream().map(KeyEntry::bounds), setUp.shared().values().stream())
        .flatMap(bounds -> bounds.budgets().stream())
        .forEach(budget -> counts.merge(budget.window().zone(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<ZoneId, Integer>comparingByValue()
                .thenComparing(entry -> entry.getKey().getId()))
        .map(Map.Entry::getKey)
        .orElse(ZoneOffset.UTC);
  }

  private String whole(List<String> notes) {
    StringBuilder text = new StringBuilder(HEADER);
    notes.forEach(note ->
        text.append("# ")
            .append(note.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", " "))
            .append('\n'));
    ObjectNode head = YamlText.object();
    head.put("version", SetUpReader.VERSION);
    head.put("zone", zone.getId());
    text.append(YamlText.of(head));
    List<KeyEntry> rest = new ArrayList<>();
    section(text, "departments", departments(rest));
    section(text, "keys", keys(rest));
    section(text, "budgets", budgets());
    section(text, "limits", limits());
    ArrayNode routes = YamlText.array();
    setUp.routes().forEach(route -> routes.add(entries.route(route)));
    section(text, "routes", routes);
    ArrayNode policies = YamlText.array();
    setUp.cachePolicies().forEach(policy -> policies.add(entries.cachePolicy(policy)));
    section(text, "cache_policies", policies);
    return text.toString();
  }

  private static void section(StringBuilder text, String name, ArrayNode content) {
    if (!content.isEmpty()) {
      ObjectNode section = YamlText.object();
      section.set(name, content);
      text.append('\n').append(YamlText.of(section));
    }
  }

  private record Department(@Nullable String organisation, String name) {}

  /** Departments with the keys of their environments; the other keys go to {@code rest}. */
  private ArrayNode departments(List<KeyEntry> rest) {
    Map<Department, List<KeyEntry>> all = new LinkedHashMap<>();
    for (KeyEntry key : setUp.keys()) {
      VirtualKey.Owner owner = key.plan().owner();
      String name = owner.department();
      boolean plain =
          owner.environment() != null
              && owner.project() == null
              && owner.task() == null
              && owner.user() == null;
      if (plain && name != null) {
        Department department = new Department(owner.organisation(), name);
        all.computeIfAbsent(department, _ -> new ArrayList<>()).add(key);
      } else {
        rest.add(key);
      }
    }
    Map<String, Bounds> bounds = new LinkedHashMap<>();
    setUp
        .shared()
        .forEach((scope, own) -> {
          if (isDepartment(scope)) {
            bounds.put(scope.value(), own);
          }
        });
    ArrayNode list = YamlText.array();
    all.forEach((department, keys) -> {
      Bounds own = bounds.remove(department.name());
      list.add(department(department, keys, own == null ? Bounds.NONE : own));
    });
    bounds.forEach((name, own) -> list.add(department(new Department(null, name), List.of(), own)));
    return list;
  }

  private ObjectNode department(Department department, List<KeyEntry> keys, Bounds bounds) {
    ObjectNode json = YamlText.object();
    json.put("name", department.name());
    EntryWriter.put(json, "organisation", department.organisation());
    KeyReader.Usual usual = usual(keys);
    if (!usual.models().isEmpty()) {
      YamlText.texts(json, "models", usual.models());
    }
    if (usual.taskTypes() != null) {
      YamlText.texts(json, "task_types", usual.taskTypes());
    }
    entries.bounds(json, bounds);
    if (!keys.isEmpty()) {
      ArrayNode list = json.putArray("environments");
      for (KeyEntry key : keys) {
        ObjectNode one = entries.environment(key, department.name(), usual);
        if (one.size() == 1) {
          list.add(one.get("name"));
        } else {
          list.add(one);
        }
      }
    }
    return json;
  }

  /** What all keys have in common. */
  private static KeyReader.Usual usual(List<KeyEntry> keys) {
    if (keys.isEmpty()) {
      return KeyReader.Usual.NONE;
    }
    List<String> models = keys.getFirst().plan().models();
    String types = keys.getFirst().plan().metadata().get(TaskTypes.NAME);
    boolean sameModels = keys.stream().allMatch(key -> key.plan().models().equals(models));
    boolean sameTypes =
        keys.stream()
            .allMatch(
                key -> types != null && types.equals(key.plan().metadata().get(TaskTypes.NAME)));
    return new KeyReader.Usual(
        sameModels ? models : List.of(), sameTypes ? TaskTypes.of(types) : null);
  }

  private ArrayNode keys(List<KeyEntry> rest) {
    ArrayNode list = YamlText.array();
    rest.forEach(key -> list.add(entries.key(key)));
    return list;
  }

  private static boolean isDepartment(Scope scope) {
    return scope.level() == Level.DEPARTMENT && !scope.each();
  }

  private ArrayNode budgets() {
    ArrayNode list = YamlText.array();
    setUp
        .shared()
        .forEach((scope, bounds) -> {
          if (!isDepartment(scope)) {
            for (BudgetTerms terms : bounds.budgets()) {
              list.add(entries.budget(EntryWriter.scope(scope), terms));
            }
          }
        });
    return list;
  }

  private ArrayNode limits() {
    ArrayNode list = YamlText.array();
    setUp
        .shared()
        .forEach((scope, bounds) -> {
          if (!isDepartment(scope)) {
            for (LimitTerms terms : bounds.limits()) {
              list.add(EntryWriter.limit(EntryWriter.scope(scope), terms));
            }
          }
        });
    return list;
  }
}
