/** Dossiers about issues, and drafted fixes checked against the source they are for. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.fix;
