package dev.plumbline.admin.setup.yaml;

import dev.plumbline.admin.setup.Bounds;
import dev.plumbline.admin.setup.BudgetTerms;
import dev.plumbline.admin.setup.LimitTerms;
import dev.plumbline.admin.setup.SetUp;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Level;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.rules.EntryRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a set-up file. For one file. */
public final class SetUpReader {
  /** The version of the format. */
  static final long VERSION = 1;

  /** How alike requests must be where nothing is said. */
  static final BigDecimal SIMILARITY = new BigDecimal("0.95");

  /** How long answers are kept where nothing is said. */
  static final Duration TIME_TO_LIVE = Duration.ofHours(24);

  private final Claims claims = new Claims();
  private final BoundsReader bounds;
  private final KeyReader keys;
  private final Map<Scope, List<BudgetTerms>> budgets = new HashMap<>();
  private final Map<Scope, List<LimitTerms>> limits = new HashMap<>();
  private final List<Route> routes = new ArrayList<>();
  private final List<CachePolicy> cachePolicies = new ArrayList<>();

  private SetUpReader(ZoneId zone) {
    bounds = new BoundsReader(zone, claims);
    keys = new KeyReader(zone, bounds, claims);
  }

  /**
   * What a file says.
   *
   * @throws dev.plumbline.kernel.Failure.InvalidInput with the line, the field and what is right
   */
  public static SetUp read(String yaml) {
    FieldSet file =
        FieldSet.of(
            YamlTree.parse(yaml),
            "set-up",
            "version",
            "zone",
            "departments",
            "keys",
            "budgets",
            "limits",
            "routes",
            "cache_policies");
    long version = file.needed("version", file.whole("version"));
    if (version != VERSION) {
      throw file.wrong("version", file.value("version"), "This program reads version 1.");
    }
    return new SetUpReader(file.zone("zone", ZoneOffset.UTC)).whole(file);
  }

  private SetUp whole(FieldSet file) {
    file.all("departments").forEach(this::department);
    file.all("keys").forEach(keys::key);
    file.all("budgets").forEach(node -> budget(node, null));
    file.all("limits").forEach(node -> limit(node, null));
    file.all("routes").forEach(this::route);
    file.all("cache_policies").forEach(this::cachePolicy);
    Map<Scope, Bounds> shared = new HashMap<>();
    budgets.forEach((scope, terms) ->
        shared.put(scope, new Bounds(terms, limits.getOrDefault(scope, List.of()))));
    limits.forEach((scope, terms) -> shared.putIfAbsent(scope, new Bounds(List.of(), terms)));
    return new SetUp(keys.keys(), shared, routes, cachePolicies);
  }

  private void department(Node node) {
    FieldSet fields =
        FieldSet.of(
            node,
            "department",
            "name",
            "organisation",
            "models",
            "task_types",
            "environments",
            "budgets",
            "limits");
    String name = fields.required("name");
    String organisation = fields.text("organisation");
    claims.claim(fields.line(), "department", Arrays.asList("department", organisation, name));
    Scope scope = new Scope(Level.DEPARTMENT, name);
    fields.all("budgets").forEach(one -> budget(one, scope));
    fields.all("limits").forEach(one -> limit(one, scope));
    List<String> models = fields.texts("models");
    KeyReader.Usual usual =
        new KeyReader.Usual(models == null ? List.of() : models, fields.texts("task_types"));
    for (Node one : fields.all("environments")) {
      environment(one, name, organisation, usual);
    }
  }

  private void environment(
      Node node, String department, @Nullable String organisation, KeyReader.Usual usual) {
    FieldSet fields;
    String environment;
    if (node instanceof Node.Scalar scalar && scalar.form() == Node.Scalar.Form.TEXT) {
      fields = new FieldSet(new Node.Fields(node.line(), Map.of()), "environment");
      environment = scalar.text();
    } else {
      fields = FieldSet.of(node, "environment", BoundsReader.names(KeyReader.KEY, "name", "key"));
      environment = fields.required("name");
    }
    VirtualKey.Owner owner =
        new VirtualKey.Owner(organisation, department, environment, null, null, null);
    String name = Objects.requireNonNullElse(fields.text("key"), department + " " + environment);
    keys.add(fields, name, owner, usual);
  }

  private void budget(Node node, @Nullable Scope known) {
    FieldSet fields =
        known == null
            ? FieldSet.of(node, "budget", BoundsReader.names(BoundsReader.BUDGET, "level", "value"))
            : FieldSet.of(node, "budget", BoundsReader.names(BoundsReader.BUDGET));
    Scope scope = known == null ? BoundsReader.scope(fields) : known;
    BudgetTerms terms = bounds.budget(fields);
    claims.claim(
        fields.line(), "budget", Arrays.asList("budget", scope, terms.window(), terms.id()));
    budgets.computeIfAbsent(scope, _ -> new ArrayList<>()).add(terms);
  }

  private void limit(Node node, @Nullable Scope known) {
    FieldSet fields =
        known == null
            ? FieldSet.of(node, "limit", BoundsReader.names(BoundsReader.LIMIT, "level", "value"))
            : FieldSet.of(node, "limit", BoundsReader.names(BoundsReader.LIMIT));
    Scope scope = known == null ? BoundsReader.scope(fields) : known;
    LimitTerms terms = bounds.limit(fields);
    claims.claim(
        fields.line(),
        "limit",
        Arrays.asList("limit", scope, terms.kind(), terms.per(), terms.id()));
    limits.computeIfAbsent(scope, _ -> new ArrayList<>()).add(terms);
  }

  private void route(Node node) {
    FieldSet fields =
        FieldSet.of(
            node,
            "route",
            "alias",
            "targets",
            "attempts",
            "backoff",
            "max_backoff",
            "connect",
            "first_token",
            "total");
    List<Route.Target> targets = new ArrayList<>();
    for (Node one : fields.all("targets")) {
      FieldSet target = FieldSet.of(one, "target", "provider", "model", "rank", "weight");
      targets.add(
          new Route.Target(
              target.required("provider"),
              target.required("model"),
              target.small("rank", 0),
              target.small("weight", 1)));
    }
    Route.Retry retry = Route.Retry.USUAL;
    Route.Timeouts times = Route.Timeouts.USUAL;
    Route route =
        new Route(
            fields.required("alias"),
            targets,
            new Route.Retry(
                fields.small("attempts", retry.attempts()),
                fields.length("backoff", retry.backoff()),
                fields.length("max_backoff", retry.maxBackoff())),
            new Route.Timeouts(
                fields.length("connect", times.connect()),
                fields.length("first_token", times.firstToken()),
                fields.length("total", times.total())),
            1);
    fields.checked(() -> EntryRules.check(route));
    claims.claim(fields.line(), "route", Arrays.asList("route", route.id()));
    routes.add(route);
  }

  private void cachePolicy(Node node) {
    FieldSet fields =
        FieldSet.of(node, "cache policy", "task", "mode", "similarity", "time_to_live");
    CachePolicy.Mode mode = fields.needed("mode", fields.choice("mode", CachePolicy.Mode.values()));
    BigDecimal similarity = fields.decimal("similarity");
    CachePolicy policy =
        new CachePolicy(
            fields.required("task"),
            mode,
            similarity == null ? SIMILARITY : similarity,
            fields.length("time_to_live", TIME_TO_LIVE),
            null,
            1);
    fields.checked(() -> EntryRules.check(policy));
    claims.claim(fields.line(), "cache policy", Arrays.asList("policy", policy.id()));
    cachePolicies.add(policy);
  }
}
