package dev.plumbline.testkit;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a client can do for a server.
 *
 * @param forms answers forms, if the client has them
 * @param model writes texts, if the client has a model
 */
public record ClientTraits(
    Optional<Function<McpSchema.ElicitFormRequest, McpSchema.ElicitResult>> forms,
    Optional<Function<McpSchema.CreateMessageRequest, McpSchema.CreateMessageResult>> model) {
  /** A client that can do nothing beside calling. */
  public static ClientTraits plain() {
    return new ClientTraits(Optional.empty(), Optional.empty());
  }

  /** A client whose user answers forms. */
  public static ClientTraits withForms(
      Function<McpSchema.ElicitFormRequest, McpSchema.ElicitResult> forms) {
    return new ClientTraits(Optional.of(forms), Optional.empty());
  }

  /** A client with a model. */
  public static ClientTraits withModel(
      Function<McpSchema.CreateMessageRequest, McpSchema.CreateMessageResult> model) {
    return new ClientTraits(Optional.empty(), Optional.of(model));
  }
}
