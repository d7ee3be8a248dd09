/** Tests of the tools against a SonarQube of canned answers. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.tools;
