/** The built program against a real SonarQube, through real clients in other processes. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.e2e;
