package dev.plumbline.control.json;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Breaker;
import dev.plumbline.control.Provider.Dialect;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Providers as JSON. */
final class ProviderJson {
  private static final Pattern SECRET =
      Pattern.compile(".*(auth|key|token|secret|password|cookie|credential).*");

  private ProviderJson() {}

  static void write(ObjectNode json, Provider provider, boolean secrets) {
    json.put("dialect", provider.dialect().name().toLowerCase(Locale.ROOT));
    json.put("base_url", provider.baseUrl());
    json.put("key_from", provider.keyFrom());
    ObjectNode headers = json.putObject("headers");
    provider
        .headers()
        .forEach((name, value) -> {
          boolean hidden = !secrets && SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches();
          headers.put(name, hidden ? Provider.HIDDEN : value);
        });
    provider.paths().forEach(json.putObject("paths")::put);
    json.put("price_as", provider.priceAs());
    json.put("data_location", provider.dataLocation());
    json.put("max_parallel", provider.maxParallel());
    Breaker breaker = provider.breaker();
    json.putObject("breaker")
        .put("failure_percent", breaker.failurePercent())
        .put("least_calls", breaker.leastCalls())
        .put("open", breaker.open().toString());
  }

  static Provider read(JsonFields fields, String id, long version) {
    return new Provider(
        id,
        fields.needed("dialect", fields.choice("dialect", Dialect.class)),
        fields.required("base_url"),
        fields.text("key_from"),
        fields.map("headers"),
        fields.map("paths"),
        fields.text("price_as"),
        fields.text("data_location"),
        fields.small("max_parallel", 0),
        breaker(fields.object("breaker")),
        version);
  }

  private static Breaker breaker(@Nullable JsonFields fields) {
    if (fields == null) {
      return Breaker.USUAL;
    }
    Breaker breaker =
        new Breaker(
            fields.small("failure_percent", Breaker.USUAL.failurePercent()),
            fields.small("least_calls", Breaker.USUAL.leastCalls()),
            fields.duration("open", Breaker.USUAL.open()));
    fields.end();
    return breaker;
  }
}
