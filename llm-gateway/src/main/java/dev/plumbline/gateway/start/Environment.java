package dev.plumbline.gateway.start;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.gateway.call.Endpoint;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a gateway starts with when nothing is set up yet. */
final class Environment {
  /** These have no responses; they get them as chat completions. */
  private static final Set<String> CHAT_ONLY = Set.of("mistral", "deepseek");

  private Environment() {}

  /** The providers whose usual key variables are set. */
  static List<Provider> providers(Map<String, String> environment) {
    List<Provider> providers = new ArrayList<>();
    add(providers, environment, "openai", Dialect.OPENAI, "https://api.openai.com", "OPENAI");
    add(
        providers,
        environment,
        "anthropic",
        Dialect.ANTHROPIC,
        "https://api.anthropic.com",
        "ANTHROPIC");
    add(
        providers,
        environment,
        "openrouter",
        Dialect.OPENAI,
        "https://openrouter.ai/api",
        "OPENROUTER");
    add(providers, environment, "groq", Dialect.OPENAI, "https://api.groq.com/openai", "GROQ");
    add(providers, environment, "mistral", Dialect.OPENAI, "https://api.mistral.ai", "MISTRAL");
    add(providers, environment, "deepseek", Dialect.OPENAI, "https://api.deepseek.com", "DEEPSEEK");
    providers.replaceAll(provider -> CHAT_ONLY.contains(provider.id()) ? chat(provider) : provider);
    return providers;
  }

  private static Provider chat(Provider provider) {
    return new Provider(
        provider.id(),
        provider.dialect(),
        provider.baseUrl(),
        provider.keyFrom(),
        provider.headers(),
        new TreeMap<>(Map.of(Endpoint.RESPONSES.label(), Endpoint.CHAT_COMPLETIONS.path())),
        provider.priceAs(),
        provider.dataLocation(),
        provider.maxParallel(),
        provider.breaker(),
        provider.version());
  }

  private static void add(
      List<Provider> providers,
      Map<String, String> environment,
      String id,
      Dialect dialect,
      String usual,
      String prefix) {
    String variable = prefix + "_API_KEY";
    if (!environment.getOrDefault(variable, "").isBlank()) {
      String own = environment.getOrDefault(prefix + "_BASE_URL", "").strip();
      String base = own.isEmpty() ? usual : own.replaceAll("/+$", "").replaceAll("/v1$", "");
      providers.add(Provider.of(id, dialect, base, "env:" + variable));
    }
  }

  /** $100 a day and $10 an hour for every organisation, as warnings. */
  static List<Budget> budgets() {
    return List.of(
        warning("default-day", "Default daily warning", "100", Period.DAY),
        warning("default-hour", "Default hourly warning", "10", Period.HOUR));
  }

  private static Budget warning(String id, String name, String dollars, Period period) {
    return new Budget(
        id,
        name,
        new Scope(Level.ORGANISATION, Scope.EACH),
        new BigDecimal(dollars),
        new Window(period, false, ZoneId.systemDefault()),
        AtLimit.WARN,
        null,
        List.of(80, 100),
        1);
  }
}
