package dev.plumbline.sonarqube.e2e;

import dev.plumbline.testkit.Wire;

class ToolsOverStdioTest extends ToolsContract {
  ToolsOverStdioTest(ScannedSonarQube.World world) {
    super(Wire.STDIO, world);
  }
}
