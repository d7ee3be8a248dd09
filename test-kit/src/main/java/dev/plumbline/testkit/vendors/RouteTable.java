package dev.plumbline.testkit.vendors;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where routes are added. */
interface RouteTable {
  void on(String method, String path, Function<VendorCall, @Nullable JsonNode> handler);
}
