/** What this program asks SonarQube: one client class an API area, answering in small records. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.sonar;
