package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.Once;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rate limits of keys, and policies for those of others. */
final class PortkeyLimits {
  private static final String PATH = "policies/rate-limits";
  private static final String FIELD = "rate_limits";

  private final PortkeyApi api;
  private final PortkeyKeys keys;

  PortkeyLimits(PortkeyApi api, PortkeyKeys keys) {
    this.api = api;
    this.keys = keys;
  }

  List<Limit> all() {
    List<Limit> all = new ArrayList<>();
    keys.all().forEach(key -> all.addAll(of(key)));
    all.addAll(shared());
    return all;
  }

  private List<Limit> of(JsonNode key) {
    List<Limit> all = new ArrayList<>();
    String id = keys.managed(key).id();
    for (JsonNode json : key.path(FIELD)) {
      Rate rate = Rate.of(json);
      String own = "key-" + id + "-" + rate.type() + "-" + rate.unit();
      Rate.read(own, new Scope(Level.KEY, id), json).ifPresent(all::add);
    }
    return all;
  }

  private List<Limit> shared() {
    List<Limit> all = new ArrayList<>();
    for (JsonNode policy : api.policies(PATH)) {
      if (!Fields.textOrEmpty(policy, "status").equals("archived")) {
        shared(policy).ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<Limit> shared(JsonNode policy) {
    return Dimension.read(policy)
        .flatMap(scope -> Rate.read(Fields.textOrEmpty(policy, "id"), scope, policy));
  }

  Limit put(Limit limit) {
    if (limit.amount() < 1) {
      throw new Failure.InvalidInput(
          "A limit of %d is none.".formatted(limit.amount()), "Choose at least 1.");
    }
    return Credit.ofKey(limit.scope()) ? putOnKey(limit) : putShared(limit);
  }

  private Limit putOnKey(Limit limit) {
    String id = limit.scope().value();
    Rate rate = Rate.of(limit, true);
    ObjectNode body = Fields.object();
    rate.write(without(keys.one(id), rate, body).addObject(), limit.amount());
    return of(keys.change(id, body)).stream()
        .filter(kept -> kept.kind() == limit.kind() && kept.per().equals(limit.per()))
        .findFirst()
        .orElseThrow(() -> api.api().odd("no rate limit after it was set"));
  }

  /** The limits of a key but for one, in a body. */
  private static ArrayNode without(JsonNode key, Rate rate, ObjectNode body) {
    ArrayNode rest = body.putArray(FIELD);
    for (JsonNode json : key.path(FIELD)) {
      if (!Rate.of(json).equals(rate)) {
        rest.add(json);
      }
    }
    return rest;
  }

  private Limit putShared(Limit limit) {
    Rate rate = Rate.of(limit, false);
    Optional<Limit> there = find(limit);
    if (there.isEmpty()) {
      return add(limit, rate);
    }
    if (!there.get().scope().equals(limit.scope()) || there.get().kind() != limit.kind()) {
      throw new Failure.InvalidInput(
          "Portkey cannot put the limit %s on something else.".formatted(limit.id()),
          "Remove it, and make another.");
    }
    String path = PATH + "/" + VendorApi.part(there.get().id());
    api.api().put(path, Fields.object().put("unit", rate.unit()).put("value", limit.amount()));
    return shared(api.one(path)).orElseThrow(() -> api.api().odd("no policy after a change"));
  }

  private Optional<Limit> find(Limit limit) {
    List<Limit> all = shared();
    return all.stream()
        .filter(one -> one.id().equals(limit.id()))
        .findFirst()
        .or(() -> all.stream().filter(one -> alike(one, limit)).findFirst());
  }

  private static boolean alike(Limit one, Limit other) {
    return one.scope().equals(other.scope())
        && one.kind() == other.kind()
        && one.per().equals(other.per());
  }

  private Limit add(Limit limit, Rate rate) {
    ObjectNode body = api.inWorkspace(Fields.object().put("name", limit.id()));
    Dimension.of(limit.scope().level()).write(limit.scope(), body);
    rate.write(body, limit.amount());
    return Once.make(
        () -> {
          String id = Fields.text(PortkeyApi.unwrapped(api.api().make(PATH, body)), "id");
          return shared(api.one(PATH + "/" + VendorApi.part(id == null ? "" : id)))
              .orElseThrow(() -> api.api().odd("no policy after it was made"));
        },
        () -> find(limit));
  }

  void remove(Limit limit) {
    boolean ofKey = Credit.ofKey(limit.scope());
    JsonNode key = ofKey ? keys.one(limit.scope().value()) : Fields.object();
    List<Limit> there = ofKey ? of(key) : shared();
    if (there.stream().noneMatch(one -> one.id().equals(limit.id()))) {
      throw new Failure.NotFound("There is no limit %s.".formatted(limit.id()), "List them.");
    }
    if (ofKey) {
      ObjectNode body = Fields.object();
      without(key, Rate.of(limit, true), body);
      keys.change(limit.scope().value(), body);
    } else {
      api.api().delete(PATH + "/" + VendorApi.part(limit.id()));
    }
  }
}
