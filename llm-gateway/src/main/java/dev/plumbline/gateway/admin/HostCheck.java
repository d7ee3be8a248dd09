package dev.plumbline.gateway.admin;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns away requests of foreign web pages (DNS rebinding). */
final class HostCheck {
  private final boolean loopback;
  private final Set<String> own = new TreeSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

  /**
   * Checks requests to this address.
   *
   * @param bound the address that the gateway listens on
   */
  HostCheck(String bound) {
    this.loopback = isLoopback(bound);
    own.add(bound.contains(":") && !bound.startsWith("[") ? "[" + bound + "]" : bound);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return true;
    }
  }

  /**
   * Refuses a request that is not meant for here.
   *
   * @param host the header of that name
   * @param origin the header of that name; null unless a web page sent it
   */
  void check(@Nullable String host, @Nullable String origin) {
    String asked = host == null ? "" : name("http://" + host);
    if (loopback && !own.contains(asked)) {
      throw new Refused(
          421,
          "foreign_host",
          "The Host header names another host than this gateway.",
          "Use http://127.0.0.1 with the gateway's port.");
    }
    if (origin != null) {
      String page = name(origin);
      if (page.isEmpty() || (loopback ? !own.contains(page) : !page.equals(asked))) {
        throw new Refused(
            403,
            "foreign_origin",
            "A web page of another origin may not use the admin API.",
            "Use it from a program, or from a page of the gateway itself.");
      }
    }
  }

  /** The host of an address in lower case; empty when there is none. */
  private static String name(String address) {
    try {
      String host = new URI(address).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException wrong) {
      return "";
    }
  }
}
