package dev.plumbline.testkit.host;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.fixture.cli.FixtureServer;
import java.nio.file.Path;

/** Starts the fixture server. */
final class Fixture {
  private Fixture() {}

  static Launch launch(Path home, String... arguments) {
    return Launch.java(FixtureServer.class).home(home).with(arguments);
  }
}
