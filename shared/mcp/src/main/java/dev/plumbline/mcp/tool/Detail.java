package dev.plumbline.mcp.tool;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much of an answer a caller wants. */
public enum Detail {
  /** The essence. */
  @JsonProperty("concise")
  CONCISE,
  /** Everything the result budget holds. */
  @JsonProperty("full")
  FULL
}
