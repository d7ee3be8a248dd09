/** The program {@code mcp-sonarqube}: its main class and its composition root. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.cli;
