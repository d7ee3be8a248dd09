package dev.plumbline.mcp.host;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form for the client's user. The SDK's own request has its mode twice, as a type id and as a
 * property, and Jackson refuses to write that.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
@JsonInclude(JsonInclude.Include.NON_NULL)
record FormRequest(String message, Map<String, Object> requestedSchema)
    implements McpSchema.ElicitRequest {
  /** Left out: a request without a mode is a form in every revision of the protocol. */
  @Override
  @JsonIgnore
  public String mode() {
    return McpSchema.ElicitFormRequest.MODE;
  }

  @Override
  @JsonIgnore
  public @Nullable Map<String, Object> meta() {
    return null;
  }
}
