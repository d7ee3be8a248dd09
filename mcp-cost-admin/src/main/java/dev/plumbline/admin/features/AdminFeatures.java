package dev.plumbline.admin.features;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Keys;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.Support;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.admin.rules.Thresholds;
import dev.plumbline.admin.setup.yaml.SetUpFile;
import dev.plumbline.admin.tools.setup.ExportSetup;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.kernel.Amounts;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.feature.Contents;
import dev.plumbline.mcp.feature.Resource;
import dev.plumbline.mcp.feature.ResourceTemplate;
import dev.plumbline.mcp.feature.TextTemplate;
import dev.plumbline.mcp.host.Features;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The prompts, resources and completions of this program. */
public final class AdminFeatures {
  private static final String MARKDOWN = "text/markdown";

  private final Control control;
  private final Suggestions suggestions;

  private AdminFeatures(Control control) {
    this.control = control;
    this.suggestions = new Suggestions(control);
  }

  /** All of them. */
  public static Features all(Control control) {
    AdminFeatures features = new AdminFeatures(control);
    return new Features(
        new AdminPrompts(features.suggestions).all(), features.resources(), features.templates());
  }

  private List<Resource> resources() {
    return List.of(
        new Page(
            "backend://abilities",
            "what the administered system can do",
            "Every ability, with its bounds or what can be done instead.",
            MARKDOWN,
            () -> abilities(control.backend().profile())),
        new Page(
            ExportSetup.RESOURCE,
            "the set-up file",
            "The whole set-up as YAML for apply_setup, without secrets.",
            "application/yaml",
            () -> SetUpFile.of(control.backend()).text()));
  }

  private List<ResourceTemplate> templates() {
    List<ResourceTemplate> templates = new ArrayList<>(ChargebackResource.all(control));
    templates.addAll(things());
    templates.addAll(new AlertPages(control, suggestions).all());
    return templates;
  }

  private List<ResourceTemplate> things() {
    return List.of(
        new TextTemplate(
            "key://{key}",
            "a key",
            "A key's owner, state and what it may use; never its secret.",
            MARKDOWN,
            Map.of("key", suggestions.keys()),
            variables -> key(variables.getOrDefault("key", ""))),
        new TextTemplate(
            "budget://{budget}",
            "a budget",
            "A budget and how it stands.",
            MARKDOWN,
            Map.of("budget", suggestions.budgets()),
            variables -> budget(variables.getOrDefault("budget", ""))));
  }

  /** What a system can do, as a table. */
  static String abilities(Profile profile) {
    Table table = new Table("It can …", "", "Bounds, or what to do instead");
    for (Ability ability : Ability.values()) {
      switch (profile.of(ability)) {
        case Support.Full _ -> table.row(ability.words(), "yes", "");
        case Support.Partly partly -> table.row(ability.words(), "partly", partly.bounds());
        case Support.None none -> table.row(ability.words(), "no", none.instead());
      }
    }
    return "# %s (%s)\n\n%s".formatted(profile.name(), profile.address(), table);
  }

  private String key(String id) {
    ManagedKey key = Keys.find(control.backend(), id);
    return Text.paragraphs(
        "# " + Keys.title(key),
        "State: %s. For: %s. Expires: %s. Made: %s."
            .formatted(
                key.state().label(),
                Keys.owner(key.plan().owner()),
                key.plan().expires() == null ? "never" : key.plan().expires(),
                key.created() == null ? "unknown" : key.created()),
        "Models: "
            + (key.plan().models().isEmpty()
                ? "all"
                : Untrusted.of(String.join(", ", key.plan().models())).inline(500)),
        Untrusted.LEGEND);
  }

  private String budget(String id) {
    Budget budget =
        control.able(Ability.KEY_BUDGETS).budgets().stream()
            .filter(one -> one.id().equals(id.strip()))
            .findFirst()
            .orElseThrow(() ->
                new Failure.NotFound(
                    "There is no budget %s.".formatted(Untrusted.of(id).inline(80)),
                    "get_budget_status shows them."));
    Table table = new Table("Whose", "Limit:", "Spent:", "Held:", "Left:", "Starts anew");
    for (BudgetState state : control.backend().states()) {
      if (state.budget().id().equals(budget.id())) {
        table.row(
            Untrusted.of(state.value()).inline(60),
            Amounts.dollars(state.limit()),
            Amounts.dollars(state.spent()),
            Amounts.dollars(state.reserved()),
            Amounts.dollars(state.left()),
            state.resets() == null ? "–" : state.resets());
      }
    }
    return Text.paragraphs(
        "# Budget `%s`".formatted(budget.id()),
        "%s; %s.".formatted(BudgetPlans.words(budget), Thresholds.words(budget.thresholds())),
        table.isEmpty() ? "Nothing is spent from it yet." : table.toString(),
        Untrusted.LEGEND);
  }

  /** A text that a client reads by a fixed address. */
  private record Page(
      String uri, String name, String description, String mimeType, Supplier<String> text)
      implements Resource {
    @Override
    public Contents read() {
      return new Contents.Text(text.get());
    }
  }
}
