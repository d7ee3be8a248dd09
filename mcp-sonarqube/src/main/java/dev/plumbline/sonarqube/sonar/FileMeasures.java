package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;

/** A file of a project with its measures. */
public record FileMeasures(String component, Untrusted path, Measures measures) {}
