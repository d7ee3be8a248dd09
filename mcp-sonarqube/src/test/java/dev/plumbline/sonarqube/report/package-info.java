/** Tests of the reports' forms. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.report;
