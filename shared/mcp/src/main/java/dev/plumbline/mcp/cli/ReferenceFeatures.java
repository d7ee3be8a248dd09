package dev.plumbline.mcp.cli;

import dev.plumbline.mcp.feature.Completer;
import dev.plumbline.mcp.feature.Prompt;
import dev.plumbline.mcp.feature.Resource;
import dev.plumbline.mcp.feature.ResourceTemplate;
import dev.plumbline.mcp.host.Features;
import dev.plumbline.mcp.text.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of a reference page about prompts, resources and completions; empty without any. */
record ReferenceFeatures(Features features) {
  String text() {
    return Stream.of(prompts(), resources(), templates(), completions())
        .filter(section -> !section.isEmpty())
        .map(section -> "\n" + section + "\n")
        .collect(Collectors.joining());
  }

  private String prompts() {
    return features.prompts().isEmpty()
        ? ""
        : "## Prompts\n\n"
            + features.prompts().stream()
                .map(ReferenceFeatures::prompt)
                .collect(Collectors.joining("\n\n"));
  }

  private static String prompt(Prompt prompt) {
    Table table = new Table("argument", "required", "meaning");
    for (Prompt.Argument argument : prompt.arguments()) {
      table.row(code(argument.name()), argument.required() ? "yes" : "no", argument.description());
    }
    return "### %s\n\n%s: %s\n\n%s"
        .formatted(
            code(prompt.name()),
            prompt.title(),
            prompt.description(),
            table.isEmpty() ? "No arguments." : table);
  }

  private String resources() {
    Table table = new Table("address", "name", "type", "holds");
    for (Resource resource : features.resources()) {
      table.row(code(resource.uri()), resource.name(), resource.mimeType(), resource.description());
    }
    return table.isEmpty() ? "" : "## Resources\n\n" + table;
  }

  private String templates() {
    Table table = new Table("address", "name", "type", "holds");
    for (ResourceTemplate template : features.templates()) {
      table.row(
          code(template.uriTemplate()),
          template.name(),
          template.mimeType(),
          template.description());
    }
    return table.isEmpty() ? "" : "## Resource templates\n\n" + table;
  }

  private String completions() {
    Table table = new Table("of", "suggests");
    for (Prompt prompt : features.prompts()) {
      completed(
          table,
          "prompt " + code(prompt.name()),
          prompt.arguments().stream()
              .filter(argument -> !Completer.NONE.equals(argument.completer()))
              .map(Prompt.Argument::name));
    }
    for (ResourceTemplate template : features.templates()) {
      completed(
          table,
          "resource " + code(template.uriTemplate()),
          template.completers().keySet().stream().sorted());
    }
    return table.isEmpty() ? "" : "## Completions\n\n" + table;
  }

  private static void completed(Table table, String what, Stream<String> names) {
    List<String> values = names.map(ReferenceFeatures::code).toList();
    if (!values.isEmpty()) {
      table.row(what, String.join(", ", values));
    }
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
