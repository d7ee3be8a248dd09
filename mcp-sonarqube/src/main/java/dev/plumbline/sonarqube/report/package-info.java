/** Reports of a project for people and programs: Markdown, SARIF, CSV. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.report;
