package dev.plumbline.mcp.http;

import dev.plumbline.mcp.access.Principal;

/** Limits how many requests a principal, or on open endpoints an address, may send. */
final class RateCheck implements Check {
  private final RateLimit principals;
  private final RateLimit addresses;

  RateCheck(int perMinute) {
    this.principals = new RateLimit(perMinute);
    this.addresses = new RateLimit(perMinute);
  }

  @Override
  public void pass(Exchange exchange) {
    Principal sender = exchange.sender();
    if (sender == null) {
      addresses.take("requests", exchange.request().getRemoteAddr());
    } else {
      principals.take("requests", sender.name());
    }
  }
}
