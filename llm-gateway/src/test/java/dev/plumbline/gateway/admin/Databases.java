package dev.plumbline.gateway.admin;

import dev.plumbline.testkit.LocalPostgres;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The embedded database, and PostgreSQL on one server for all tests. */
final class Databases implements ArgumentsProvider {
  private static final ExtensionContext.Namespace SHARED =
      ExtensionContext.Namespace.create(Databases.class);

  @Override
  public Stream<Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    LocalPostgres server =
        context
            .getRoot()
            .getStore(SHARED)
            .computeIfAbsent("server", _ -> LocalPostgres.start(), LocalPostgres.class);
    return Stream.of(new Database(null), new Database(server)).map(Arguments::of);
  }
}
