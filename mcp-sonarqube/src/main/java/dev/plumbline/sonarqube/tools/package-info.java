/** The tools that answer questions about code quality. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.tools;
