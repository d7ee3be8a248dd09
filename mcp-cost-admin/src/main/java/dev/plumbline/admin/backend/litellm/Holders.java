package dev.plumbline.admin.backend.litellm;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.ForeignTexts;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.http.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The keys, teams and users of a proxy. */
final class Holders {
  private static final int PAGE = 100;
  private static final String TEAM_PREFIX = "plumbline-";

  private final VendorApi api;
  private final LiteLlmKeys keys;

  Holders(VendorApi api, LiteLlmKeys keys) {
    this.api = api;
    this.keys = keys;
  }

  List<Holder> all() {
    List<Holder> all = new ArrayList<>();
    keys.all().forEach(key -> all.add(key(key)));
    all.addAll(teams());
    all.addAll(users());
    return all;
  }

  private static Holder key(JsonNode key) {
    return new Holder(Level.KEY, LiteLlmKeys.id(key), LiteLlmKeys.id(key), key);
  }

  List<Holder> teams() {
    List<Holder> all = new ArrayList<>();
    for (JsonNode team : api.get("team/list", Query.NONE)) {
      String id = Fields.textOrEmpty(team, "team_id");
      String alias = Fields.text(team, "team_alias");
      all.add(new Holder(Level.DEPARTMENT, id, alias == null ? id : alias, team));
    }
    return all;
  }

  /** The names of teams by their ids. */
  Map<String, String> teamNames() {
    Map<String, String> names = new TreeMap<>();
    teams().forEach(team -> names.put(team.id(), team.value()));
    return names;
  }

  private List<Holder> users() {
    List<Holder> all = new ArrayList<>();
    long last = 1;
    for (int page = 1; page <= last; page++) {
      Query query = Query.NONE.and("page", "" + page).and("page_size", "" + PAGE);
      JsonNode answer = api.get("user/list", query);
      for (JsonNode user : answer.path("users")) {
        String id = Fields.textOrEmpty(user, "user_id");
        all.add(new Holder(Level.USER, id, id, user));
      }
      last = answer.path("total_pages").asLong(1);
    }
    return all;
  }

  /** The one that a scope names, if there is one. */
  Optional<Holder> find(Scope scope) {
    return switch (scope.level()) {
      case KEY -> Optional.of(key(keys.one(scope.value())));
      case DEPARTMENT -> named(teams(), scope.value());
      case USER -> named(users(), scope.value());
      default -> Optional.empty();
    };
  }

  private static Optional<Holder> named(List<Holder> holders, String value) {
    return holders.stream().filter(holder -> holder.value().equals(value)).findFirst();
  }

  /** The one that a scope names; teams and users are made where there is none. */
  Holder ensure(Scope scope) {
    Optional<Holder> there = find(scope);
    if (there.isPresent()) {
      return there.get();
    }
    if (scope.level() == Level.DEPARTMENT) {
      make(
          "team/new",
          Fields.object()
              .put("team_id", TEAM_PREFIX + scope.value())
              .put("team_alias", scope.value()),
          scope);
    } else {
      make(
          "user/new",
          Fields.object().put("user_id", scope.value()).put("auto_create_key", false),
          scope);
    }
    return find(scope)
        .orElseThrow(() -> api.odd("no " + scope.level().label() + " after it was made"));
  }

  /** Makes something of a fixed id; who comes second finds it made. */
  private void make(String path, ObjectNode body, Scope scope) {
    try {
      api.post(path, body);
    } catch (Failure.InvalidInput | Failure.Conflict maybeThere) {
      if (find(scope).isEmpty()) {
        throw maybeThere;
      }
    }
  }

  /** Changes fields, and reads it again. */
  Holder change(Holder holder, ObjectNode fields) {
    switch (holder.level()) {
      case DEPARTMENT -> api.post("team/update", fields.put("team_id", holder.id()));
      case USER -> api.post("user/update", fields.put("user_id", holder.id()));
      default -> api.post("key/update", fields.put("key", holder.id()));
    }
    return find(holder.scope())
        .orElseThrow(() ->
            new Failure.NotFound(
                "There is no %s '%s' any more."
                    .formatted(holder.level().label(), ForeignTexts.shown(holder.value())),
                "List what is there."));
  }
}
