package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.Optional;

/** A project that the token may see. */
public record Project(String key, Untrusted name, Optional<Instant> lastAnalysis) {}
