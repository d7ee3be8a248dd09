package dev.plumbline.mcp.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.TokenStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the address to listen on, and refuses to be reachable from outside without tokens. */
final class BindAddress {
  private static final Logger LOG = LoggerFactory.getLogger(BindAddress.class);

  private BindAddress() {}

  static InetAddress of(HttpOptions options, TokenStore tokens) {
    InetAddress address = resolve(options.host());
    if (!address.isLoopbackAddress()) {
      checkGuarded(options, tokens);
    }
    return address;
  }

  private static void checkGuarded(HttpOptions options, TokenStore tokens) {
    String reachable = options.host() + " can be reached from other machines";
    if (!options.authRequired()) {
      throw new Failure.Misconfigured(
          reachable + ", but authentication is off.",
          "Turn authentication on, or listen on 127.0.0.1.");
    }
    if (!tokens.hasValid()) {
      throw new Failure.Misconfigured(
          reachable + ", but " + tokens.path() + " holds no valid token.",
          "Make one with \"token create\", or listen on 127.0.0.1.");
    }
    if (options.keystore() == null) {
      LOG.warn(
          "{} without TLS: tokens cross the network in the clear. Give a keystore, or put a proxy"
              + " with TLS in front.",
          reachable);
    }
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new Failure.Misconfigured(
          "The host \"" + host + "\" is unknown.", "Name an address of this machine.");
    }
  }
}
