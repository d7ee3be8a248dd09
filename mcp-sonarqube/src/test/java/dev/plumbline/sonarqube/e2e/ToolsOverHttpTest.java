package dev.plumbline.sonarqube.e2e;

import dev.plumbline.testkit.Wire;

class ToolsOverHttpTest extends ToolsContract {
  ToolsOverHttpTest(ScannedSonarQube.World world) {
    super(Wire.HTTP, world);
  }
}
