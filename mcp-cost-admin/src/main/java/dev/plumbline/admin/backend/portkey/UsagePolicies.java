package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.Once;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Money;
import dev.plumbline.usage.source.http.Query;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Budgets that many keys share: policies for usage limits. */
final class UsagePolicies {
  private static final String PATH = "policies/usage-limits";

  private final PortkeyApi api;

  UsagePolicies(PortkeyApi api) {
    this.api = api;
  }

  List<Budget> all() {
    return api.policies(PATH).stream().flatMap(policy -> budget(policy).stream()).toList();
  }

  private static Optional<Budget> budget(JsonNode policy) {
    boolean there = !Fields.textOrEmpty(policy, "status").equals("archived");
    return Dimension.read(policy)
        .filter(scope -> there)
        .flatMap(scope ->
            Optional.ofNullable(
                Credit.read(
                    Fields.textOrEmpty(policy, "id"),
                    Fields.textOrEmpty(policy, "name"),
                    scope,
                    policy)));
  }

  List<BudgetState> states(Instant now) {
    List<BudgetState> all = new ArrayList<>();
    for (Budget budget : all()) {
      List<JsonNode> entities =
          api.list(PATH + "/" + VendorApi.part(budget.id()) + "/entities", Query.NONE);
      for (JsonNode entity : entities) {
        String value =
            Objects.requireNonNullElse(Fields.text(entity, "value_key"), budget.scope().value());
        all.add(state(budget, value, Fields.dollars(entity, "current_usage"), now));
      }
      if (entities.isEmpty() && !budget.scope().each()) {
        all.add(state(budget, budget.scope().value(), null, now));
      }
    }
    return all;
  }

  private static BudgetState state(
      Budget budget, String value, @Nullable BigDecimal spent, Instant now) {
    return new BudgetState(
        budget,
        value,
        budget.limit(),
        spent == null ? Money.ZERO : spent,
        Money.ZERO,
        Resets.next(budget.window().period(), now));
  }

  Budget put(Budget budget) {
    Optional<Budget> there = find(budget);
    if (there.isEmpty()) {
      return add(budget);
    }
    if (!there.get().scope().equals(budget.scope())) {
      throw new Failure.InvalidInput(
          "Portkey cannot put the budget %s on something else.".formatted(budget.id()),
          "Remove it, and make another.");
    }
    String path = PATH + "/" + VendorApi.part(there.get().id());
    api.api().put(path, Credit.write(budget, Fields.object().put("name", budget.name())));
    return budget(api.one(path)).orElseThrow(() -> api.api().odd("no policy after a change"));
  }

  /** The one of its id, or one of the same name, scope and time. */
  private Optional<Budget> find(Budget budget) {
    List<Budget> all = all();
    return all.stream()
        .filter(one -> one.id().equals(budget.id()))
        .findFirst()
        .or(() -> all.stream().filter(one -> alike(one, budget)).findFirst());
  }

  private static boolean alike(Budget one, Budget other) {
    return one.name().equals(other.name())
        && one.scope().equals(other.scope())
        && one.window().period() == other.window().period();
  }

  private Budget add(Budget budget) {
    ObjectNode body = api.inWorkspace(Fields.object().put("name", budget.name()));
    Dimension.of(budget.scope().level()).write(budget.scope(), body);
    Credit.write(budget, body.put("type", "cost"));
    return Once.make(
        () -> {
          String id = Fields.text(PortkeyApi.unwrapped(api.api().make(PATH, body)), "id");
          return budget(api.one(PATH + "/" + VendorApi.part(id == null ? "" : id)))
              .orElseThrow(() -> api.api().odd("no policy after it was made"));
        },
        () -> find(budget));
  }

  void remove(Budget budget) {
    if (all().stream().noneMatch(one -> one.id().equals(budget.id()))) {
      throw new Failure.NotFound("There is no budget %s.".formatted(budget.id()), "List them.");
    }
    api.api().delete(PATH + "/" + VendorApi.part(budget.id()));
  }
}
