package dev.plumbline.gateway.access;

import dev.plumbline.kernel.Failure;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The reverse proxies whose word counts on who a request comes from. */
public final class TrustedProxies {
  /** Believes nobody. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /** An address and how many of its first bits count. */
  private record Network(InetAddress address, int bits) {
    boolean holds(InetAddress other) {
      byte[] own = address.getAddress();
      byte[] theirs = other.getAddress();
      if (own.length != theirs.length) {
        return false;
      }
      int whole = bits / 8;
      if (!Arrays.equals(own, 0, whole, theirs, 0, whole)) {
        return false;
      }
      int rest = bits % 8;
      return rest == 0 || (own[whole] ^ theirs[whole]) >> (8 - rest) == 0;
    }
  }

  /**
   * Those of a setting.
   *
   * @param text addresses and CIDR networks with commas or blanks between
   * @param setting what to call it
   * @throws Failure.Misconfigured when one of them is neither
   */
  public static TrustedProxies read(String text, String setting) {
    return new TrustedProxies(
        Arrays.stream(text.split("[,\\s]+"))
            .filter(each -> !each.isEmpty())
            .map(each ->
                network(each)
                    .orElseThrow(() ->
                        new Failure.Misconfigured(
                            "%s holds '%s', which is neither an address nor a network."
                                .formatted(setting, each),
                            "Name proxies such as 10.0.0.7, 10.1.0.0/16 or fd00:1::/32.")))
            .toList());
  }

  private static Optional<Network> network(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty() || slash < 0) {
      return address.map(each -> new Network(each, each.getAddress().length * 8));
    }
    String bits = text.substring(slash + 1);
    int most = address.get().getAddress().length * 8;
    if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > most || bits.matches("0+")) {
      return Optional.empty();
    }
    return Optional.of(new Network(address.get(), Integer.parseInt(bits)));
  }

  /** Names are never looked up. */
  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  /** Whether there is any. */
  public boolean any() {
    return !networks.isEmpty();
  }

  /**
   * Who a request comes from.
   *
   * @param peer the address that the connection comes from
   * @param forwarded the values of X-Forwarded-For in their order, each of one entry or more, with
   *     ports or without
   */
  public String client(String peer, List<String> forwarded) {
    List<String> entries =
        forwarded.stream().flatMap(value -> Arrays.stream(value.split(","))).toList();
    String client = plain(peer);
    for (int i = entries.size() - 1; i >= 0 && trusted(client); i--) {
      String before = plain(entries.get(i));
      if (address(before).isEmpty()) {
        return client;
      }
      client = before;
    }
    return client;
  }

  private boolean trusted(String text) {
    return address(text)
        .filter(address -> networks.stream().anyMatch(network -> network.holds(address)))
        .isPresent();
  }

  /** An address without its brackets and port. */
  private static String plain(String entry) {
    String text = entry.strip();
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }
}
