/** Tools that write what was found as a report. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.tools.report;
