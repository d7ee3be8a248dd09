/** Tools about the server itself and how projects are set up on it. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.tools.admin;
