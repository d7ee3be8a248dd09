package dev.plumbline.mcp.access;

/**
 * A token just made, the only moment at which its secret is known.
 *
 * @param token what the client sends; to be shown once
 * @param entry what is kept of it
 */
public record IssuedToken(String token, TokenEntry entry) {
  @Override
  public String toString() {
    return "IssuedToken[" + Token.PREFIX + entry.publicPart() + "]";
  }
}
