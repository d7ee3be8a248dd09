package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;

/**
 * A line of code.
 *
 * @param number from 1
 * @param author who last changed it; empty when unknown
 * @param isNew whether it is new code
 */
public record SourceLine(int number, Untrusted code, Untrusted author, boolean isNew) {}
