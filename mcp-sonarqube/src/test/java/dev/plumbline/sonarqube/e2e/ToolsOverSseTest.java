package dev.plumbline.sonarqube.e2e;

import dev.plumbline.testkit.Wire;

class ToolsOverSseTest extends ToolsContract {
  ToolsOverSseTest(ScannedSonarQube.World world) {
    super(Wire.SSE, world);
  }
}
