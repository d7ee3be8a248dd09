package dev.plumbline.gateway.cli;

import dev.plumbline.gateway.start.GatewayOptions;

/** Starts gateways in this process. */
public interface Starter {
  /**
   * Starts one; the caller closes it.
   *
   * @param standIn whether it also serves a provider of its own, which needs no account
   */
  Running start(GatewayOptions options, boolean standIn);

  /** A gateway that listens. */
  interface Running extends AutoCloseable {
    /** The port it listens on. */
    int port();

    @Override
    void close();
  }
}
