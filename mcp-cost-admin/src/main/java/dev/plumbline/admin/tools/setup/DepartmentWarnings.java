package dev.plumbline.admin.tools.setup;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.setup.Live;
import dev.plumbline.admin.tools.setup.SetUpDepartments.Department;
import dev.plumbline.admin.tools.setup.SetUpDepartments.Input;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.kernel.Amounts;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What may not be meant in a plan of departments, in sentences that are safe in Markdown. */
record DepartmentWarnings(Input input, Live live) {
  List<String> all() {
    List<String> all = new ArrayList<>();
    for (Department department : input.departments()) {
      split(all, department);
      others(all, department);
    }
    models(all);
    organisation(all);
    return all;
  }

  private static void split(List<String> all, Department department) {
    if (department.split() == null || department.split().isEmpty()) {
      return;
    }
    BigDecimal sum = department.split().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(department.monthlyUsd()) > 0) {
      all.add(
          "The keys of %s may spend %s a month together; the department's budget stops them at %s."
              .formatted(
                  name(department),
                  Amounts.dollars(sum),
                  Amounts.dollars(department.monthlyUsd())));
    }
  }

  /** A department that is there under another spelling, or with keys of other names. */
  private void others(List<String> all, Department department) {
    String name = department.name().strip();
    List<String> alike =
        live.keys().stream()
            .map(key -> key.plan().owner().department())
            .filter(Objects::nonNull)
            .filter(other -> other.equalsIgnoreCase(name) && !other.equals(name))
            .distinct()
            .toList();
    if (!alike.isEmpty()) {
      all.add(
          "There are keys of the department %s, spelt differently from %s: they are two departments."
              .formatted(Untrusted.of(alike.getFirst()).inline(60), name(department)));
    }
    long more =
        live.keys().stream()
            .filter(key -> name.equals(key.plan().owner().department()))
            .filter(key -> !ours(key, name))
            .count();
    if (more > 0) {
      all.add(
          "The department %s has %s of other names already; its budget counts them too."
              .formatted(name(department), Text.count(more, "key")));
    }
  }

  private static boolean ours(ManagedKey key, String department) {
    return key.plan().name().equals(department + " " + key.plan().owner().environment());
  }

  private void models(List<String> all) {
    boolean open =
        input.models() == null
            && input.departments().stream().anyMatch(department -> department.models() == null);
    if (open) {
      all.add("Where no models are named, new keys may use every model.");
    }
  }

  private void organisation(List<String> all) {
    BigDecimal sum =
        input.departments().stream()
            .map(Department::monthlyUsd)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    for (Budget budget : live.budgets()) {
      if (budget.scope().level() == Level.ORGANISATION
          && budget.window().period() == Period.MONTH
          && budget.limit().compareTo(sum) < 0) {
        all.add(
            "These departments may spend %s a month together; the organisation's budget stops them at %s."
                .formatted(Amounts.dollars(sum), Amounts.dollars(budget.limit())));
      }
    }
  }

  private static String name(Department department) {
    return Untrusted.of(department.name()).inline(60);
  }
}
