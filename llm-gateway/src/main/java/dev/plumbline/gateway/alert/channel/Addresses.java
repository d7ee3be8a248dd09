package dev.plumbline.gateway.alert.channel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/** Refuses the addresses where clouds and networks keep what no message is meant for. */
final class Addresses {
  /** Where clouds tell machines their secrets, beside the link-local ones. */
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

  private Addresses() {}

  /** A host at which nothing is to be had. */
  static final class Forbidden extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Forbidden(String message) {
      super(message);
    }
  }

  /** The addresses of a host when none of them is refused. */
  static List<InetAddress> checked(String host, List<InetAddress> addresses) throws Forbidden {
    for (InetAddress address : addresses) {
      boolean refused =
          address.isLinkLocalAddress()
              || address.isAnyLocalAddress()
              || address.isMulticastAddress()
              || METADATA.contains(address.getHostAddress())
              || embedsIpv4(address);
      if (refused) {
        throw new Forbidden(
            "%s is an address of the network itself, where nothing is sent.".formatted(host));
      }
    }
    return addresses;
  }

  /** Transitional forms of IPv6 (NAT64, 6to4) that hide an IPv4 address. */
  private static boolean embedsIpv4(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return false;
    }
    byte[] bytes = address.getAddress();
    boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff;
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    return nat64 || sixToFour;
  }
}
