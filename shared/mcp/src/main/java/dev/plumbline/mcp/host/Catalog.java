package dev.plumbline.mcp.host;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.mcp.tool.Toolset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tools of a server, in a fixed order, and which of them are offered. Immutable. */
public final class Catalog {
  private final Map<String, Tool<?, ?>> all = new LinkedHashMap<>();
  private final Set<String> offered = new LinkedHashSet<>();
  private final boolean readOnly;

  /**
   * @throws Failure.Misconfigured when the selection names a toolset or tool that does not exist
   */
  public Catalog(List<Toolset> toolsets, List<Tool<?, ?>> tools, Selection selection) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> defaults = new LinkedHashSet<>();
    for (Toolset toolset : toolsets) {
      names.add(toolset.name());
      if (toolset.byDefault()) {
        defaults.add(toolset.name());
      }
    }
    for (Tool<?, ?> tool : tools) {
      ToolSpec<?, ?> spec = tool.spec();
      if (!names.contains(spec.toolset()) || all.put(spec.name(), tool) != null) {
        throw new IllegalArgumentException("toolset or name of tool " + spec.name());
      }
    }
    requireKnown("toolset", selection.toolsets(), names, "all");
    requireKnown("tool", selection.tools(), all.keySet(), "");
    requireKnown("tool", selection.excluded(), all.keySet(), "");
    readOnly = selection.readOnly();
    for (Tool<?, ?> tool : all.values()) {
      if (isOffered(tool.spec(), defaults, selection)) {
        offered.add(tool.spec().name());
      }
    }
  }

  /** The tools offered, in the order of the server. */
  public List<Tool<?, ?>> offered() {
    return all.values().stream().filter(tool -> offered.contains(tool.spec().name())).toList();
  }

  /** Every tool the server has, offered or not. */
  public Collection<Tool<?, ?>> all() {
    return all.values();
  }

  /** The tool of that name, if it is offered. */
  public Optional<Tool<?, ?>> find(String name) {
    return offered.contains(name) ? Optional.ofNullable(all.get(name)) : Optional.empty();
  }

  /** Whether a tool of that name is offered and may be called in a role. */
  boolean offers(String name, Role role) {
    return find(name).filter(tool -> role.covers(tool.spec().role())).isPresent();
  }

  /** Why there is no such tool here, with the nearest names. */
  public String whyMissing(String name) {
    Tool<?, ?> known = all.get(name);
    if (known == null) {
      return "There is no tool '%s'. %s Tools: %s."
          .formatted(name, Nearest.hint(name, offered), String.join(", ", offered))
          .replace("  ", " ");
    }
    boolean refused = readOnly && known.spec().effect() != Effect.READ_ONLY;
    return refused
        ? "The tool '%s' changes something, and this server was started with --read-only."
            .formatted(name)
        : "The tool '%s' is switched off. Start the server with --toolsets %s or --tools %s."
            .formatted(name, known.spec().toolset(), name);
  }

  private static boolean isOffered(ToolSpec<?, ?> spec, Set<String> defaults, Selection selection) {
    boolean chosen =
        selection.toolsets().isEmpty()
            ? selection.tools().isEmpty() && defaults.contains(spec.toolset())
            : selection.toolsets().contains("all") || selection.toolsets().contains(spec.toolset());
    boolean wanted = chosen || selection.tools().contains(spec.name());
    boolean allowed = !selection.readOnly() || spec.effect() == Effect.READ_ONLY;
    return wanted && allowed && !selection.excluded().contains(spec.name());
  }

  private static void requireKnown(
      String what, Set<String> names, Set<String> known, String alsoAllowed) {
    for (String name : new TreeSet<>(names)) {
      if (!known.contains(name) && !name.equals(alsoAllowed)) {
        throw new Failure.Misconfigured(
            "Unknown %s '%s'.".formatted(what, name),
            "%s Known: %s.".formatted(Nearest.hint(name, known), String.join(", ", known)).strip());
      }
    }
  }
}
