package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.sonarqube.sonar.Scope;
import java.util.Map;

/**
 * One of two sides of a comparison.
 *
 * @param title for a heading
 * @param values measures by metric as the server writes them
 * @param lines lines of code; 0 when unknown
 * @param rules how many open issues by rule; of changes in time, those that came or went
 * @param files likewise by file
 */
record Side(
    String title,
    Scope scope,
    Map<String, String> values,
    double lines,
    Map<String, Long> rules,
    Map<String, Long> files) {}
