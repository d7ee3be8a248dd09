package dev.plumbline.gateway.admin;

import dev.plumbline.control.Actor;
import dev.plumbline.control.ControlState;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Principal;
import dev.plumbline.usage.remote.WireJson;
import java.util.Map;
import java.util.Optional;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request that was let in.
 *
 * @param path the variable parts of its path
 * @param query its parameters
 * @param body what was sent, maybe nothing
 * @param ifMatch the header of that name
 */
record AdminCall(
    AdminParts parts,
    Principal who,
    Map<String, String> path,
    Map<String, String> query,
    ByteString body,
    @Nullable String ifMatch) {
  /** Who the audit log names. */
  Actor actor() {
    return new Actor(who.name());
  }

  /** The id in its path. */
  String id() {
    return path.getOrDefault("id", "");
  }

  /** A parameter of the query. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /** A parameter that is a whole number. */
  int number(String name, int usual, int least, int most) {
    String text = query.get(name);
    if (text == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // The same as one out of bounds.
    }
    throw new Failure.InvalidInput(
        "The parameter %s is no whole number from %d to %d.".formatted(name, least, most),
        "Give one, or leave it out.");
  }

  /** The JSON value that was sent. */
  JsonNode json() {
    return WireJson.parse(body.toByteArray());
  }

  /** The JSON object that was sent; an empty one when nothing was. */
  ObjectNode object() {
    if (body.size() == 0) {
      return WireJson.object();
    }
    if (json() instanceof ObjectNode object) {
      return object;
    }
    throw new Failure.InvalidInput("The body is not a JSON object.", "Send an object.");
  }

  /** Everything set up, as it is now on all replicas. */
  ControlState state() {
    ControlState known = parts.feed().view().state();
    return parts.store().revision() == known.revision() ? known : parts.store().load();
  }
}
