/** Tools that change and scan source code on this machine. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.tools.workspace;
