package dev.plumbline.gateway.admin;

import dev.plumbline.mcp.access.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the admin API does; requests are dispatched by these, and the OpenAPI document is
 * written from them.
 *
 * @param id unique, such as {@code list_keys}
 * @param role what its caller must be
 * @param takes its body; null for none
 * @param status of an answer that is no error
 */
record Operation(
    String id,
    String method,
    PathForm path,
    Role role,
    String summary,
    List<Parameter> parameters,
    @Nullable Body takes,
    int status,
    Schema gives,
    Action action) {
  /** Does it. */
  interface Action {
    Answer run(AdminCall call);
  }

  /**
   * A request body.
   *
   * @param lines whether it is JSON lines rather than one JSON value
   * @param needed whether it must be sent
   */
  record Body(Schema schema, boolean lines, boolean needed) {}

  /** One without parameters and body. */
  static Operation of(
      String id, String method, String path, Role role, String summary, Schema gives, Action does) {
    return new Operation(
        id, method, new PathForm(path), role, summary, List.of(), null, 200, gives, does);
  }

  /** The same with a JSON body. */
  Operation taking(Schema body) {
    return new Operation(
        id,
        method,
        path,
        role,
        summary,
        parameters,
        new Body(body, false, true),
        status,
        gives,
        action);
  }

  /** The same with a JSON body that may be left out. */
  Operation optionallyTaking(Schema body) {
    return new Operation(
        id,
        method,
        path,
        role,
        summary,
        parameters,
        new Body(body, false, false),
        status,
        gives,
        action);
  }

  /** The same with a body of JSON lines. */
  Operation takingLines(Schema line) {
    return new Operation(
        id,
        method,
        path,
        role,
        summary,
        parameters,
        new Body(line, true, true),
        status,
        gives,
        action);
  }

  /** The same with parameters of the query. */
  Operation with(Parameter... asked) {
    return new Operation(
        id, method, path, role, summary, List.of(asked), takes, status, gives, action);
  }

  /** The same, answering 201. */
  Operation adding() {
    return new Operation(id, method, path, role, summary, parameters, takes, 201, gives, action);
  }

  /** Whether a repetition with the same idempotency key must not do it again. */
  boolean once() {
    return method.equals("POST") && role != Role.READER;
  }

  /** Whether it belongs to a version of an entry. */
  boolean versioned() {
    return !path.names().isEmpty() && role != Role.READER && !id.endsWith("_token") && !id.startsWith("test_");
  }
}
