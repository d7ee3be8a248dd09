/** The program as it is served: its tools' schemas, its reference page, its limits. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.cli;
