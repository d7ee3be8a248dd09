package dev.plumbline.gateway.admin;

import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.usage.remote.WireJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What can be done with every kind of entry. */
final class EntryOperations {
  private EntryOperations() {}

  /** The operations on one kind of entry. */
  static List<Operation> of(EntryKind kind) {
    List<Operation> all = new ArrayList<>(reading(kind));
    if (kind != EntryKind.KEY) {
      all.add(adding(kind));
    }
    all.addAll(changing(kind));
    return all;
  }

  private static List<Operation> reading(EntryKind kind) {
    String label = kind.label();
    String name = words(label);
    return List.of(
        Operation.of(
                "list_" + kind.plural().replace('-', '_'),
                "GET",
                kind.plural(),
                Role.READER,
                "Lists the " + kind.plural().replace('-', ' ') + ", by id.",
                AnswerSchemas.page(schemaName(kind)),
                call -> list(call, kind))
            .with(Lists.parameters()),
        Operation.of(
            "get_" + label,
            "GET",
            one(kind),
            Role.READER,
            "Shows a " + name + ".",
            Schema.ref(schemaName(kind)),
            call -> Answer.of(Changes.find(call.state(), kind, call.id()))));
  }

  private static Operation adding(EntryKind kind) {
    String label = kind.label();
    Schema schema = Schema.ref(schemaName(kind));
    return Operation.of(
            "create_" + label,
            "POST",
            kind.plural(),
            changer(kind),
            "Adds a " + words(label) + ".",
            schema,
            call -> create(call, kind))
        .taking(schema)
        .adding();
  }

  private static List<Operation> changing(EntryKind kind) {
    String label = kind.label();
    Schema schema = Schema.ref(schemaName(kind));
    return List.of(
        Operation.of(
                "replace_" + label,
                "PUT",
                one(kind),
                changer(kind),
                "Replaces a " + words(label) + "; what is left out takes its usual value.",
                schema,
                call -> replace(call, kind))
            .taking(schema),
        Operation.of(
                "change_" + label,
                "PATCH",
                one(kind),
                changer(kind),
                "Changes the fields that are sent (JSON merge patch); null clears one.",
                schema,
                call -> patch(call, kind))
            .taking(Schema.object("Fields of a " + words(label) + ".").open()),
        Operation.of(
            "delete_" + label,
            "DELETE",
            one(kind),
            Role.ADMIN,
            "Deletes a " + words(label) + "; its id is never used again.",
            schema,
            call -> delete(call, kind)));
  }

  private static String one(EntryKind kind) {
    return kind.plural() + "/{id" + (kind == EntryKind.KEY ? "}" : "...}");
  }

  /** Providers and channels say where secrets are read from and where things are sent. */
  private static Role changer(EntryKind kind) {
    return kind == EntryKind.PROVIDER || kind == EntryKind.CHANNEL ? Role.ADMIN : Role.OPERATOR;
  }

  private static String schemaName(EntryKind kind) {
    return Arrays.stream(kind.label().split("_", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static String words(String label) {
    return label.replace('_', ' ');
  }

  private static Answer list(AdminCall call, EntryKind kind) {
    List<Entry> all = List.copyOf(kind.in(call.state()));
    return Lists.page(call, all, Entry::id, EntryJson::shown);
  }

  private static Answer create(AdminCall call, EntryKind kind) {
    ObjectNode json = call.object();
    Versions versions = Versions.of(null, json);
    if (versions.body() != null && versions.body() != 1) {
      throw new Failure.InvalidInput(
          "The version of a new %s is %d.".formatted(kind.label(), versions.body()),
          "Leave it out; use PUT or PATCH to change what is there.");
    }
    if (kind == EntryKind.SILENCE && !json.hasNonNull("by")) {
      json.put("by", call.actor().name());
    }
    Entry entry = EntryJson.read(kind, json);
    Changes.add(call, entry);
    return Answer.made(entry, EntryJson.shown(entry));
  }

  private static Answer replace(AdminCall call, EntryKind kind) {
    ObjectNode json = call.object();
    return Answer.of(
        Changes.change(
            call,
            kind,
            Versions.of(call.ifMatch(), json),
            current -> Edits.replaced(current, json)));
  }

  private static Answer patch(AdminCall call, EntryKind kind) {
    ObjectNode json = call.object();
    return Answer.of(
        Changes.change(
            call,
            kind,
            Versions.of(call.ifMatch(), json),
            current -> Edits.patched(current, json)));
  }

  private static Answer delete(AdminCall call, EntryKind kind) {
    Entry gone = Changes.delete(call, kind, Versions.of(call.ifMatch(), WireJson.object()));
    return Answer.ok(EntryJson.shown(gone));
  }
}
