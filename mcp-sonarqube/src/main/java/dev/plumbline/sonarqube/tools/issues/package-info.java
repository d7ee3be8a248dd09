/** Tools that find issues and hotspots and say how to mend them. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.tools.issues;
