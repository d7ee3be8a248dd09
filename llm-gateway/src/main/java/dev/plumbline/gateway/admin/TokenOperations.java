package dev.plumbline.gateway.admin;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.access.IssuedToken;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.access.TokenEntry;
import dev.plumbline.usage.remote.WireJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tokens of the admin API itself. */
final class TokenOperations {
  private static final List<String> FIELDS = List.of("name", "role", "expires");

  private TokenOperations() {}

  /** What can be done with tokens. */
  static List<Operation> all() {
    Schema asked =
        Schema.object("")
            .needs("name", Schema.text("Who it is for; unique."))
            .may("role", Schema.choice("reader when left out.", Role.values()))
            .may("expires", Schema.time("Null for never."));
    return List.of(
        Operation.of(
            "list_tokens",
            "GET",
            "tokens",
            Role.ADMIN,
            "Lists the tokens of the admin API.",
            AnswerSchemas.whole("Token"),
            call -> Lists.whole(call.parts().tokens().list(), TokenOperations::json)),
        Operation.of(
                "create_token",
                "POST",
                "tokens",
                Role.ADMIN,
                "Makes a token and shows it once.",
                Schema.ref("TokenMade"),
                TokenOperations::create)
            .taking(asked)
            .adding(),
        Operation.of(
            "revoke_token",
            "DELETE",
            "tokens/{id}",
            Role.ADMIN,
            "Revokes a token, by its name or public part.",
            Schema.ref("Token"),
            TokenOperations::revoke));
  }

  private static Answer create(AdminCall call) {
    ObjectNode json = call.object();
    for (String name : json.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw new Failure.InvalidInput(
            "There is no field " + (name.length() > 80 ? name.substring(0, 80) + "…" : name) + ".",
            (Nearest.hint(name, FIELDS) + " Known: " + String.join(", ", FIELDS) + ".").strip());
      }
    }
    String name = text(json, "name");
    if (name == null) {
      throw new Failure.InvalidInput("The field name is missing.", "Say who the token is for.");
    }
    IssuedToken issued =
        call.parts()
            .tokens()
            .create(name, role(text(json, "role")), expires(text(json, "expires")));
    ObjectNode made = WireJson.object().put("token", issued.token());
    made.set("entry", json(issued.entry()));
    return new Answer(201, new TreeMap<>(), made);
  }

  private static Answer revoke(AdminCall call) {
    Instant now = call.parts().clock().instant();
    String wanted = call.id();
    boolean lastAdmin =
        AdminTokens.admins(call.parts().tokens(), now) == 1
            && call.parts().tokens().list().stream()
                .filter(token -> token.role() == Role.ADMIN && !token.expiredAt(now))
                .anyMatch(token -> names(wanted, token));
    if (lastAdmin) {
      throw new Failure.Conflict(
          "This is the only token of an admin that is valid.",
          "Make another one first, or nobody can change anything.");
    }
    return Answer.ok(json(call.parts().tokens().revoke(wanted)));
  }

  private static boolean names(String wanted, TokenEntry token) {
    String shown = "plt-" + token.publicPart();
    return wanted.equals(token.name())
        || wanted.equals(token.publicPart())
        || wanted.equals(shown)
        || wanted.startsWith(shown + "-");
  }

  private static @Nullable String text(ObjectNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new Failure.InvalidInput("The field " + field + " is no text.", "Give text.");
    }
    return value.stringValue();
  }

  private static Role role(@Nullable String text) {
    if (text == null) {
      return Role.READER;
    }
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            new Failure.InvalidInput(
                "The field role is none that is known.", "Give reader, operator or admin."));
  }

  private static @Nullable Instant expires(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException wrong) {
      throw new Failure.InvalidInput(
          "The field expires is no time.", "Give one such as 2027-01-31T12:00:00Z.");
    }
  }

  private static JsonNode json(TokenEntry token) {
    return WireJson.object()
        .put("name", token.name())
        .put("public", token.publicPart())
        .put("role", token.role().name().toLowerCase(Locale.ROOT))
        .put("created", token.created().toString())
        .put("expires", token.expires() == null ? null : token.expires().toString());
  }
}
