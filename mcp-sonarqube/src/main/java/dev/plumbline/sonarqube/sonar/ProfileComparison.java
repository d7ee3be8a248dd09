package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.Map;

/**
 * How two quality profiles differ, by rule key.
 *
 * @param onlyLeft names of the rules active in the first only
 * @param onlyRight names of the rules active in the second only
 * @param modified names of the rules with another severity or parameter
 */
public record ProfileComparison(
    Map<String, Untrusted> onlyLeft,
    Map<String, Untrusted> onlyRight,
    Map<String, Untrusted> modified,
    int same) {}
