/** Tests of the SonarQube client over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.sonar;
